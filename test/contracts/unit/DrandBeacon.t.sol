// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {BlockBeacon} from "../../../contracts/beacon/BlockBeacon.sol";
import {DrandBeacon} from "../../../contracts/beacon/DrandBeacon.sol";
import {IBeacon} from "../../../contracts/interfaces/IBeacon.sol";
import {IDrandBeacon} from "../../../contracts/interfaces/IDrandBeacon.sol";
import {Bls} from "../../../contracts/libraries/Bls.sol";
import {Base} from "../support/Base.sol";

/// @notice Real rounds of drand's quicknet are believed, and nothing else is. test/vectors/drand.json has the rounds.
contract DrandBeaconTest is Base {
    uint256 private constant GENESIS = 1_692_803_367;
    bytes private constant ROUND_1 =
        hex"00000000000000000000000000000000155e7cb2d5c613ee0b2e28d6750aabbb78c39dcc96bd9d38c2c2e12198df95571de8e8e402a0cc48871c7089a2b3af4b"
        hex"000000000000000000000000000000000fbb74ee8788264320f2501b0fa0dd56363bcec5ce4b113b2bf1de6e331116c79191af99234824f03aeb10ab1c4c7771";
    bytes private constant ROUND_123 =
        hex"00000000000000000000000000000000175c69d0b72a5d906e854e808ba7e2accb1542ac355ae486d591aa9d43765482e26cd02df835d3546d23c4b13e0dfc92"
        hex"000000000000000000000000000000000f3894d8ccd4bb5edc3fca0f1f67f658559b86a360dd0128c3b64c12141372bb22276f0a00720b51125a9996b722b23f";
    bytes private constant ROUND_1000 =
        hex"00000000000000000000000000000000144679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39"
        hex"0000000000000000000000000000000011f92e4521ef54f047b64b85fa98db2d46f0f44add1f60b93f8a0dbddd63b34f238657c2d93aed18b90bddd60a01b6d2";
    bytes32 private constant VALUE_1 = 0x1466a6cd24e327188770752f6134001c64d6efcc590ccc26b721611ad96f165a;
    bytes32 private constant VALUE_123 = 0xfb8f7bc29bf24db51871ec8c79f3a1e4bd0557bc0dfcee9ed1d924e69d1c60dc;
    bytes32 private constant VALUE_1000 = 0xfe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd;

    DrandBeacon private _beacon;

    function setUp() public {
        _beacon = new DrandBeacon();
        vm.warp(GENESIS + 999 * 3);
    }

    function test_realRounds_areBelievedAndKept() public {
        assertEq(_beacon.prove(1, ROUND_1), VALUE_1, "round 1");
        expectEvent(address(_beacon));
        emit IBeacon.RoundProven(123, VALUE_123);
        assertEq(_beacon.prove(123, ROUND_123), VALUE_123, "round 123");
        assertEq(_beacon.prove(1000, ROUND_1000), VALUE_1000, "round 1000");
        (bytes32 value, bool known, bool missed) = _beacon.randomness(123);
        assertEq(value, VALUE_123, "kept");
        assertTrue(known && !missed, "known");
        assertEq(_beacon.prove(123, ""), VALUE_123, "again, without a signature");
    }

    function test_signatureOfAnotherRound_isRefused() public {
        expectError(abi.encodeWithSelector(IDrandBeacon.DrandBeaconWrongSignature.selector, 2, VALUE_1));
        _beacon.prove(2, ROUND_1);
        (, bool known, ) = _beacon.randomness(2);
        assertTrue(!known, "nothing is kept");
    }

    /// @dev The other point with the same x: its pairing is the inverse.
    function test_negatedSignature_isRefused() public {
        bytes memory negated = ROUND_1;
        bytes32 low = 0x64774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab;
        uint256 high = 0x1a0111ea397fe69a4b1ba7b6434bacd7;
        (uint256 yHigh, uint256 yLow) = (_word(negated, 64), _word(negated, 96));
        unchecked {
            uint256 borrow = uint256(low) < yLow ? 1 : 0;
            _store(negated, 96, uint256(low) - yLow);
            _store(negated, 64, high - yHigh - borrow);
        }
        vm.expectRevert(abi.encodeWithSelector(IDrandBeacon.DrandBeaconWrongSignature.selector, 1, _flipped(negated)));
        _beacon.prove(1, negated);
    }

    function test_whatIsNoPoint_isRefused() public {
        bytes memory refused = abi.encodeWithSelector(Bls.BlsPrecompile.selector, address(0x0f));
        bytes memory offCurve = ROUND_1;
        offCurve[127] ^= 0x01;
        expectError(refused);
        _beacon.prove(1, offCurve);

        bytes memory padded = ROUND_1;
        padded[0] = 0x01;
        expectError(refused);
        _beacon.prove(1, padded);

        // (0, 2) is on the curve, and not in the group of the signatures
        bytes memory outside = new bytes(128);
        outside[127] = 0x02;
        expectError(refused);
        _beacon.prove(1, outside);
    }

    function test_infinity_isRefused() public {
        bytes32 value = sha256(abi.encodePacked(bytes16(uint128(0x80) << 120), bytes32(0)));
        expectError(abi.encodeWithSelector(IDrandBeacon.DrandBeaconWrongSignature.selector, 1, value));
        _beacon.prove(1, new bytes(128));
    }

    function testFuzz_otherLengths_areRefused(uint8 length) public {
        vm.assume(length != 128);
        expectError(abi.encodeWithSelector(IDrandBeacon.DrandBeaconSignatureLength.selector, length, 128));
        _beacon.prove(1, new bytes(length));
    }

    function test_roundsOfTheFutureAndOfLongAgo_areRefused() public {
        vm.warp(GENESIS + 121 * 3 + 2);
        expectError(abi.encodeWithSelector(IBeacon.BeaconUnavailable.selector, 123, 0, 122));
        _beacon.prove(123, ROUND_123);
        expectError(abi.encodeWithSelector(IBeacon.BeaconUnavailable.selector, 0, 0, 122));
        _beacon.prove(0, ROUND_1);

        vm.warp(_beacon.timeOf(123) + 7 days);
        (, , bool missed) = _beacon.randomness(123);
        assertTrue(!missed, "not yet");
        vm.warp(_beacon.timeOf(123) + 7 days + 3);
        (, , missed) = _beacon.randomness(123);
        assertTrue(missed, "missed");
        uint64 newest = _beacon.roundAt(time());
        expectError(abi.encodeWithSelector(IBeacon.BeaconUnavailable.selector, 123, 124, newest));
        _beacon.prove(123, ROUND_123);
    }

    function test_nextRound_isSignedAfterTheBlock() public view {
        uint64 round = _beacon.nextRound();
        assertEq(round, 1_010, "ten rounds ahead");
        assertEq(_beacon.timeOf(round), time() + 30, "half a minute ahead");
        assertEq(_beacon.timeOf(0), 0, "no round");
        assertEq(_beacon.roundAt(GENESIS - 1), 0, "before the first");
        assertEq(_beacon.roundAt(_beacon.timeOf(7)), 7, "there and back");
    }

    function test_constants_ofTheNetwork() public view {
        assertEq(_beacon.GENESIS(), GENESIS, "genesis");
        assertEq(_beacon.PERIOD(), 3, "period");
        assertEq(_beacon.DELAY_ROUNDS(), 10, "delay");
        assertEq(_beacon.MAX_AGE(), 7 days, "age");
        assertTrue(_beacon.isPublic(), "public");
    }

    function test_blockBeacon_staysOnLocalChains() public {
        vm.chainId(1);
        expectError(abi.encodeWithSelector(BlockBeacon.BlockBeaconNotLocal.selector, 1));
        new BlockBeacon();
        vm.chainId(31_337);
    }

    /// @dev Randomness that the other of two points would have: its compressed form differs in one bit.
    function _flipped(bytes memory point) private pure returns (bytes32) {
        bytes memory x = new bytes(48);
        for (uint256 i; i < 48; ++i) x[i] = point[16 + i];
        x[0] |= 0x80; // round 1 has the larger y, its negation the smaller
        return sha256(x);
    }

    function _word(bytes memory data, uint256 offset) private pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(add(add(data, 0x20), offset))
        }
    }

    function _store(bytes memory data, uint256 offset, uint256 word) private pure {
        assembly ("memory-safe") {
            mstore(add(add(data, 0x20), offset), word)
        }
    }
}
