// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice The cheat codes that our tests use.
interface Vm {
    function prank(address sender) external;
    function startPrank(address sender) external;
    function stopPrank() external;
    function warp(uint256 timestamp) external;
    function roll(uint256 blockNumber) external;
    function getBlockTimestamp() external view returns (uint256);
    function chainId(uint256 id) external;
    function sign(uint256 privateKey, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function addr(uint256 privateKey) external pure returns (address);
    function assume(bool condition) external pure;
    function expectRevert(bytes calldata revertData) external;
    function expectEmit(bool topic1, bool topic2, bool topic3, bool data, address emitter) external;
    function snapshotState() external returns (uint256 id);
    function revertToState(uint256 id) external returns (bool success);
    function label(address account, string calldata name) external;
    function recordLogs() external;
    function getRecordedLogs() external returns (Log[] memory logs);

    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }
}

/// @notice Assertions and helpers of every contract test.
abstract contract Base {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    error NotEqual(string what, uint256 actual, uint256 expected);
    error NotTrue(string what);

    function assertEq(uint256 actual, uint256 expected, string memory what) internal pure {
        require(actual == expected, NotEqual(what, actual, expected));
    }

    function assertEq(address actual, address expected, string memory what) internal pure {
        require(actual == expected, NotEqual(what, uint160(actual), uint160(expected)));
    }

    function assertEq(bytes32 actual, bytes32 expected, string memory what) internal pure {
        require(actual == expected, NotEqual(what, uint256(actual), uint256(expected)));
    }

    function assertTrue(bool condition, string memory what) internal pure {
        require(condition, NotTrue(what));
    }

    /// @dev A value in the closed range, edges more often than by chance.
    function bound(uint256 seed, uint256 least, uint256 most) internal pure returns (uint256) {
        if (seed % 17 == 3) return least;
        if (seed % 17 == 5) return most;
        return least + (seed % (most - least + 1));
    }

    /// @dev The time after any warp; the compiler may read `block.timestamp` once and use it again after a warp.
    function time() internal view returns (uint256) {
        return vm.getBlockTimestamp();
    }

    /// @dev Expects the next call to revert with exactly this error.
    function expectError(bytes memory encodedError) internal {
        vm.expectRevert(encodedError);
    }

    function expectEvent(address emitter) internal {
        vm.expectEmit(true, true, true, true, emitter);
    }
}
