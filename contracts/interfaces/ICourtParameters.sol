// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title ICourtParameters
/// @notice Amounts of the court that governance may move inside fixed bounds; times never move.
interface ICourtParameters {
    struct Amounts {
        /// Share of a node's stake that a proven fault costs, parts of 10,000.
        uint16 faultSlashBps;
        /// Share of a node's stake that a verdict costs.
        uint16 verdictSlashBps;
        /// Share of a verifier's stake that a lazy pass costs.
        uint16 lazySlashBps;
        /// Bond of a case at the first level, payment token; it doubles with every appeal.
        uint64 caseBond;
        /// Bond of a demand for data; it pays the node's answer.
        uint64 dataBond;
        /// Reward of a finished check.
        uint64 probeReward;
        /// Fee of a juror whose vote became the verdict.
        uint64 jurorFee;
    }

    /// @notice Longest time of every step, seconds.
    struct Steps {
        uint32 draw;
        uint32 commit;
        uint32 reveal;
        uint32 appeal;
        /// In which a demand for data must be answered.
        uint32 data;
        /// Length of an epoch of probes.
        uint32 epoch;
        /// After the end of an epoch, in which its probes are reported.
        uint32 report;
        /// For which a punished node gets no new jobs.
        uint32 jail;
    }

    /// @notice Governance set the amounts; cases that are open keep the bonds they have.
    event AmountsChanged(Amounts amounts);

    /// @notice An amount lies outside its bounds.
    error ProbeCourtAmountOutOfBounds(bytes32 name, uint256 value, uint256 least, uint256 most);
    /// @notice The steps of a case with every appeal take longer than stake is kept for.
    error ProbeCourtStepsTooLong(uint256 seconds_, uint256 available);

    /// @notice Sets the amounts. Only governance, through its timelock.
    function setAmounts(Amounts calldata amounts) external;

    function amountsNow() external view returns (Amounts memory);

    function steps() external view returns (Steps memory);
}
