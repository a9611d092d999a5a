// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {JobEscrow} from "../../../contracts/JobEscrow.sol";
import {JobId} from "../../../contracts/types/JobId.sol";
import {IEscrowFactory, Parts} from "../invariant/EscrowHandler.sol";

/// @notice An escrow with one bug.
abstract contract MutantEscrow is JobEscrow {
    constructor(
        Parts memory parts
    ) JobEscrow(parts.token, parts.registry, parts.staking, parts.treasury, parts.guardian) {}
}

/// @dev Breaks 1: credits one unit that nobody paid.
contract LooseCredit is MutantEscrow {
    constructor(Parts memory parts) MutantEscrow(parts) {}

    function _credit(address account, uint256 amount) internal override {
        super._credit(account, amount + 1);
    }
}

/// @dev Breaks 2: pays vouchers above their cap.
contract NoCap is MutantEscrow {
    constructor(Parts memory parts) MutantEscrow(parts) {}

    function _claimable(uint256 total, uint256) internal pure override returns (uint256) {
        return total;
    }
}

/// @dev Breaks 3: takes the fee on each difference, so that splitting changes the sum (trap 2).
contract FeePerDifference is MutantEscrow {
    constructor(Parts memory parts) MutantEscrow(parts) {}

    function _feeBetween(uint256 claimed, uint256 claimable) internal pure override returns (uint256) {
        return ((claimable - claimed) * FEE_BPS) / 10_000;
    }
}

/// @dev Breaks 4: the pause reaches withdraw.
contract PausedWithdraw is MutantEscrow {
    constructor(Parts memory parts) MutantEscrow(parts) {}

    function _spend(address account, uint256 amount) internal override whenNotPaused {
        super._spend(account, amount);
    }
}

/// @dev Breaks 9: release waits until nodes have claimed everything, so a silent node locks the remainder.
contract StuckRelease is MutantEscrow {
    constructor(Parts memory parts) MutantEscrow(parts) {}

    function _clear(JobId jobId, address key, uint256[] memory lanes) internal override returns (uint256 remainder) {
        remainder = super._clear(jobId, key, lanes);
        require(remainder == 0, "waits for the nodes");
    }
}

/// @dev Breaks 10: the pause reaches settle.
contract PausedSettle is MutantEscrow {
    constructor(Parts memory parts) MutantEscrow(parts) {}

    function _apply(
        Tally memory tally,
        uint256 head,
        address signer
    ) internal override whenNotPaused returns (uint256) {
        return super._apply(tally, head, signer);
    }
}

/// @dev Breaks 11: walks over every row that was ever settled.
contract GrowingSettle is MutantEscrow {
    uint256[] private _heads;
    uint256 private _seen;

    constructor(Parts memory parts) MutantEscrow(parts) {}

    function _apply(Tally memory tally, uint256 head, address signer) internal override returns (uint256) {
        for (uint256 i; i < _heads.length; ++i) if (_heads[i] == head) _seen = i + 1;
        _heads.push(head);
        return super._apply(tally, head, signer);
    }
}

contract LooseCreditFactory is IEscrowFactory {
    function build(Parts calldata parts) external returns (JobEscrow) {
        return new LooseCredit(parts);
    }
}

contract NoCapFactory is IEscrowFactory {
    function build(Parts calldata parts) external returns (JobEscrow) {
        return new NoCap(parts);
    }
}

contract FeePerDifferenceFactory is IEscrowFactory {
    function build(Parts calldata parts) external returns (JobEscrow) {
        return new FeePerDifference(parts);
    }
}

contract PausedWithdrawFactory is IEscrowFactory {
    function build(Parts calldata parts) external returns (JobEscrow) {
        return new PausedWithdraw(parts);
    }
}

contract StuckReleaseFactory is IEscrowFactory {
    function build(Parts calldata parts) external returns (JobEscrow) {
        return new StuckRelease(parts);
    }
}

contract PausedSettleFactory is IEscrowFactory {
    function build(Parts calldata parts) external returns (JobEscrow) {
        return new PausedSettle(parts);
    }
}

contract GrowingSettleFactory is IEscrowFactory {
    function build(Parts calldata parts) external returns (JobEscrow) {
        return new GrowingSettle(parts);
    }
}
