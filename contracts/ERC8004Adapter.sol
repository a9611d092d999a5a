// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AgentFeedback} from "./adapter/AgentFeedback.sol";
import {AgentIdentity} from "./adapter/AgentIdentity.sol";
import {AgentValidation} from "./adapter/AgentValidation.sol";
import {IJobEscrow} from "./interfaces/IJobEscrow.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";
import {IProbeCourt} from "./interfaces/IProbeCourt.sol";
import {IVerifierBench} from "./interfaces/IVerifierBench.sol";

/// @title ERC8004Adapter
/// @notice Presents nodes, paid feedback and verdicts through the registries of ERC-8004, for programs that know those.
/// @dev Nothing in Witan reads from here: the router trusts the ledger, which knows no feedback. Nodes register in
/// NodeRegistry, keep their owner and are no tokens that could be sold, so the standard's writing half of identity
/// (register, setMetadata, transfers) is not here; nor are requests for validation, since nobody answers on demand.
/// Invariant, tested: every micro-dollar of a settled voucher opens one feedback at most, of the requester that paid it.
/// Powers: none.
contract ERC8004Adapter is AgentFeedback, AgentValidation {
    /// @param registry Registry of the nodes.
    /// @param escrow Escrow that says what was paid.
    /// @param court Court that says what was punished.
    /// @param bench Bench that says which probes passed.
    constructor(
        INodeRegistry registry,
        IJobEscrow escrow,
        IProbeCourt court,
        IVerifierBench bench
    ) AgentIdentity(registry) AgentFeedback(escrow) AgentValidation(court, bench) {}
}
