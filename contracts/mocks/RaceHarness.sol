// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RaceNoise} from "../libraries/RaceNoise.sol";
import {LeafOpening, RaceTranscript} from "../libraries/RaceTranscript.sol";
import {Quote, Receipt, Receipts} from "../libraries/Receipts.sol";

/// @title RaceHarness
/// @notice Shows the court's libraries to tests that compare them with the program's.
contract RaceHarness {
    /// @notice For each leaf: every candidate's score, whether the leaf is well formed, and whether anyone beats it.
    struct Judged {
        int256[] scores;
        bool wellFormed;
        bool beaten;
    }

    function judge(
        bytes32 seed,
        uint16[] calldata temperatures,
        bytes[] calldata leaves
    ) external pure returns (Judged[] memory judged) {
        judged = new Judged[](leaves.length);
        for (uint256 i; i < leaves.length; ++i) judged[i] = _judge(seed, temperatures[i], leaves[i]);
    }

    function lnQ96(uint256 n) external pure returns (int256) {
        return RaceNoise.lnQ96(n);
    }

    function gumbel(bytes32 seed, uint32 position, uint32 token) external pure returns (int256) {
        return RaceNoise.gumbel(seed, position, token);
    }

    function isUnder(
        LeafOpening calldata opening,
        bytes32 root,
        uint256 leaves,
        uint256 place
    ) external pure returns (bool) {
        return RaceTranscript.isUnder(opening, root, leaves, place);
    }

    function receiptDigest(Receipt calldata receipt, address registry) external view returns (bytes32) {
        return Receipts.digest(receipt, Receipts.domainSeparator(registry));
    }

    function quoteDigest(Quote calldata quote, address registry) external view returns (bytes32) {
        return Receipts.digest(quote, Receipts.domainSeparator(registry));
    }

    function _judge(bytes32 seed, uint16 temperature, bytes calldata leaf) private pure returns (Judged memory one) {
        if (!RaceTranscript.hasHead(leaf)) return one;
        uint256 count = RaceTranscript.candidates(leaf);
        uint32 position = RaceTranscript.position(leaf);
        one.scores = new int256[](count);
        one.wellFormed = RaceTranscript.isWellFormed(leaf, position);
        for (uint256 i; i < count; ++i) {
            (uint32 id, uint16 gap) = RaceTranscript.candidate(leaf, i);
            one.scores[i] = RaceNoise.score(seed, position, id, gap, temperature);
            if (RaceTranscript.isBeaten(leaf, seed, temperature, i)) one.beaten = true;
        }
    }
}
