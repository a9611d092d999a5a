// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {JobEscrow} from "../../../contracts/JobEscrow.sol";
import {IEscrowBalances} from "../../../contracts/interfaces/IEscrowBalances.sol";
import {IJobEscrow} from "../../../contracts/interfaces/IJobEscrow.sol";
import {ITestDollar} from "../../../contracts/interfaces/ITestDollar.sol";
import {JobId} from "../../../contracts/types/JobId.sol";
import {World} from "../support/World.sol";

/// @notice A token that swallows every call that it does not know, as wrapped ether does.
contract SwallowingToken is ERC20 {
    constructor() ERC20("Swallow", "SWL") {
        _mint(msg.sender, 1e30);
    }

    function nonces(address) external pure returns (uint256) {
        return 0;
    }

    fallback() external {}
}

contract DepositTest is World {
    uint256 private constant AMOUNT = 500 * DOLLAR;

    function test_depositAndWithdrawMoveExactlyTheAmount() public {
        address user = requester(1);
        uint256 before = dollar.balanceOf(user);

        expectEvent(address(escrow));
        emit IEscrowBalances.Withdrawn(user, AMOUNT);
        vm.prank(user);
        escrow.withdraw(AMOUNT);

        assertEq(dollar.balanceOf(user), before + AMOUNT, "tokens");
        assertEq(escrow.freeBalanceOf(user), RICH - AMOUNT, "free");
    }

    function test_withdrawAboveTheFreeBalanceIsRefused() public {
        expectError(
            abi.encodeWithSelector(IEscrowBalances.JobEscrowInsufficientBalance.selector, requester(1), RICH + 1, RICH)
        );
        vm.prank(requester(1));
        escrow.withdraw(RICH + 1);
    }

    function test_anyoneMayRelayAPermit() public {
        address user = requester(2);
        IEscrowBalances.Permit memory permit = permitOf(requesterKey(2), address(escrow), AMOUNT, block.timestamp);

        expectEvent(address(escrow));
        emit IEscrowBalances.Deposited(user, AMOUNT);
        vm.prank(STRANGER);
        escrow.depositBySig(user, AMOUNT, permit);

        assertEq(escrow.freeBalanceOf(user), RICH + AMOUNT, "free");
    }

    /// Trap 7: a stranger can't move a standing allowance, since a failed permit is not swallowed.
    function test_standingAllowanceIsNoConsent() public {
        address user = requester(2);
        vm.prank(user);
        dollar.approve(address(escrow), type(uint256).max);
        IEscrowBalances.Permit memory forged = permitOf(0xBAD, address(escrow), AMOUNT, block.timestamp);
        vm.prank(STRANGER);
        (bool ok, ) = address(escrow).call(abi.encodeCall(IEscrowBalances.depositBySig, (user, AMOUNT, forged)));
        assertTrue(!ok, "a forged permit must revert");
        assertEq(escrow.freeBalanceOf(user), RICH, "free");
    }

    /// Trap 7: a token that swallows the permit call would make every allowance a consent.
    function test_tokenThatSwallowsThePermitIsRefused() public {
        SwallowingToken token = new SwallowingToken();
        JobEscrow other = new JobEscrow(token, registry, staking, TREASURY, GUARDIAN);
        token.approve(address(other), AMOUNT);
        IEscrowBalances.Permit memory empty;
        expectError(abi.encodeWithSelector(IEscrowBalances.JobEscrowPermitIgnored.selector, address(this)));
        vm.prank(STRANGER);
        other.depositBySig(address(this), AMOUNT, empty);
    }

    function test_tokenThatSwallowsTheAuthorizationIsRefused() public {
        SwallowingToken token = new SwallowingToken();
        JobEscrow other = new JobEscrow(token, registry, staking, TREASURY, GUARDIAN);
        IEscrowBalances.Authorization memory empty;
        expectError(abi.encodeWithSelector(IEscrowBalances.JobEscrowShortPayment.selector, AMOUNT, 0));
        other.depositByAuthorization(address(this), AMOUNT, empty);
    }

    function test_anyoneMayRelayAnAuthorization_once() public {
        address user = requester(3);
        IEscrowBalances.Authorization memory authorization = authorizationOf(requesterKey(3), AMOUNT);
        vm.prank(STRANGER);
        escrow.depositByAuthorization(user, AMOUNT, authorization);
        assertEq(escrow.freeBalanceOf(user), RICH + AMOUNT, "free");

        expectError(
            abi.encodeWithSelector(ITestDollar.TestDollarAuthorizationUsed.selector, user, authorization.nonce)
        );
        escrow.depositByAuthorization(user, AMOUNT, authorization);
    }

    function test_authorizationCannotBeTakenPastTheEscrow() public {
        IEscrowBalances.Authorization memory a = authorizationOf(requesterKey(3), AMOUNT);
        expectError(abi.encodeWithSelector(ITestDollar.TestDollarNotPayee.selector, address(this), address(escrow)));
        dollar.receiveWithAuthorization(
            requester(3),
            address(escrow),
            AMOUNT,
            a.validAfter,
            a.validBefore,
            a.nonce,
            a.v,
            a.r,
            a.s
        );
    }

    function test_depositAndFundNeedsOneTransaction() public {
        IJobEscrow.JobTerms memory terms = termsFor(2, uint48(100 * DOLLAR));
        address user = vm.addr(0xFEED);
        dollar.faucet(user, 200 * DOLLAR);
        IEscrowBalances.Permit memory permit = permitOf(0xFEED, address(escrow), 200 * DOLLAR, block.timestamp);
        vm.prank(user);
        JobId jobId = escrow.depositAndFund(200 * DOLLAR, permit, terms);
        assertEq(escrow.freeBalanceOf(user), 0, "exactly the budget");
        assertEq(uint256(escrow.jobOf(jobId).status), uint256(IJobEscrow.JobStatus.Funded), "status");
    }

    function test_depositAndFundKeepsWhatIsOver_andTakesWhatIsMissing() public {
        uint256 budget = 2 * 100 * DOLLAR;
        depositAndFund(budget + 7);
        assertEq(escrow.freeBalanceOf(requester(1)), RICH + 7, "over");
        depositAndFund(budget - 7);
        assertEq(escrow.freeBalanceOf(requester(1)), RICH, "missing");
    }

    /// A permit that somebody front-ran does no harm here: the allowance is what counts.
    function test_depositAndFundAcceptsAUsedPermit() public {
        uint256 budget = 200 * DOLLAR;
        IEscrowBalances.Permit memory permit = permitOf(requesterKey(1), address(escrow), budget, block.timestamp);
        dollar.permit(requester(1), address(escrow), budget, permit.deadline, permit.v, permit.r, permit.s);
        IJobEscrow.JobTerms memory terms = termsFor(2, uint48(100 * DOLLAR));
        vm.prank(requester(1));
        escrow.depositAndFund(budget, permit, terms);
        assertEq(escrow.freeBalanceOf(requester(1)), RICH, "free");
    }

    function test_zeroAddressesAreRefusedAtDeployment() public {
        expectError(abi.encodeWithSelector(IEscrowBalances.JobEscrowZeroAddress.selector));
        new JobEscrow(dollar, registry, staking, address(0), GUARDIAN);
    }

    function depositAndFund(uint256 amount) private {
        IEscrowBalances.Permit memory permit = permitOf(requesterKey(1), address(escrow), amount, block.timestamp);
        IJobEscrow.JobTerms memory terms = termsFor(2, uint48(100 * DOLLAR));
        vm.prank(requester(1));
        escrow.depositAndFund(amount, permit, terms);
    }

    function authorizationOf(uint256 key, uint256 value) private view returns (IEscrowBalances.Authorization memory) {
        bytes32 typehash = keccak256(
            "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
        );
        uint256 validBefore = block.timestamp + 1;
        bytes32 nonce = keccak256("nonce");
        bytes32 structHash = keccak256(
            abi.encode(typehash, vm.addr(key), address(escrow), value, 0, validBefore, nonce)
        );
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", dollar.DOMAIN_SEPARATOR(), structHash));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return IEscrowBalances.Authorization(0, validBefore, nonce, v, r, s);
    }
}
