// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {CourtCredits} from "./court/CourtCredits.sol";
import {CourtData} from "./court/CourtData.sol";
import {CourtFaults} from "./court/CourtFaults.sol";
import {CourtParameters} from "./court/CourtParameters.sol";
import {SignedEvidence} from "./court/SignedEvidence.sol";
import {IModelRegistry} from "./interfaces/IModelRegistry.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";

/// @title ProbeCourt
/// @notice Punishes nodes: by proof alone (lane A), or on behalf of a jury of the bench (lane B).
/// @dev Invariants, each with a test of the name in brackets:
/// - the court's tokens cover every bond and credit [invariant_courtCoversItsClaims];
/// - a node that signs one receipt per task, races as promised, bills by its quote and hands out what it signed is
///   never convicted by proof [invariant_honestNodesAreNeverConvicted];
/// - a task is punished once [invariant_taskIsPunishedOnce].
///
/// Powers: governance may move amounts inside fixed bounds (CourtParameters), after its timelock. DEPLOYER ties the
/// court to its contracts once. The bench carries out verdicts. Nobody else can punish, and nobody can pardon.
/// Trust: TOKEN moves exactly the amount it is told to; the bench is the one of this system.
contract ProbeCourt is CourtData {
    /// @param token Token of bonds.
    /// @param registry Registry of the nodes.
    /// @param models Registry of the models.
    /// @param authority Access manager of governance.
    /// @param amounts First amounts.
    /// @param steps_ Longest times of all steps; they never change.
    constructor(
        IERC20 token,
        INodeRegistry registry,
        IModelRegistry models,
        address authority,
        Amounts memory amounts,
        Steps memory steps_
    )
        AccessManaged(authority)
        CourtParameters(amounts, steps_)
        CourtCredits(token)
        SignedEvidence(registry)
        CourtFaults(models)
    {}
}
