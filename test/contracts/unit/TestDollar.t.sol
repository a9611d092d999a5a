// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {TestDollar} from "../../../contracts/TestDollar.sol";
import {ITestDollar} from "../../../contracts/interfaces/ITestDollar.sol";
import {World} from "../support/World.sol";

contract TestDollarTest is World {
    function test_publicChainsAreRefused() public {
        uint256[4] memory publicChains = [uint256(1), 8453, 31338, 0];
        for (uint256 i; i < 4; ++i) {
            vm.chainId(publicChains[i]);
            expectError(abi.encodeWithSelector(ITestDollar.TestDollarNotLocal.selector, publicChains[i]));
            new TestDollar();
        }
        vm.chainId(1337);
        new TestDollar();
        vm.chainId(31337);
        new TestDollar();
    }

    function test_faucetMintsUpToItsLimit() public {
        uint256 limit = dollar.FAUCET_LIMIT();
        dollar.faucet(STRANGER, limit);
        assertEq(dollar.balanceOf(STRANGER), limit, "minted");
        assertEq(dollar.decimals(), 6, "decimals");
        expectError(abi.encodeWithSelector(ITestDollar.TestDollarFaucetLimit.selector, limit + 1, limit));
        dollar.faucet(STRANGER, limit + 1);
    }

    function test_authorizationIsBoundToItsTimeAndSigner() public {
        expectError(
            abi.encodeWithSelector(
                ITestDollar.TestDollarNotInTime.selector,
                block.timestamp,
                type(uint256).max,
                block.timestamp
            )
        );
        take(block.timestamp, type(uint256).max);
        expectError(
            abi.encodeWithSelector(ITestDollar.TestDollarNotInTime.selector, 0, block.timestamp, block.timestamp)
        );
        take(0, block.timestamp);
        bytes32 digest = keccak256("something else");
        (uint8 v, bytes32 r, bytes32 sig) = vm.sign(requesterKey(1), digest);
        (bool ok, bytes memory reason) = address(dollar).call(
            abi.encodeCall(
                dollar.receiveWithAuthorization,
                (requester(1), address(this), 1, 0, type(uint256).max, 0, v, r, sig)
            )
        );
        assertTrue(!ok && bytes4(reason) == ITestDollar.TestDollarBadSignature.selector, "another signer");
        assertTrue(!dollar.authorizationState(requester(1), 0), "unused");
    }

    function take(uint256 validAfter, uint256 validBefore) private {
        dollar.receiveWithAuthorization(requester(1), address(this), 1, validAfter, validBefore, 0, 27, 0, 0);
    }
}
