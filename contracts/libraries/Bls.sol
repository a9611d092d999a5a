// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title Bls
/// @notice Signatures in G1 of BLS12-381 under a key in G2, by the precompiles of EIP-2537.
/// @dev Hash to curve is RFC 9380's BLS12381G1_XMD:SHA-256_SSWU_RO_ with the tag of the basic signature scheme. The
/// precompiles refuse what is no point, what lies outside the subgroup (pairing), and coordinates above the field.
library Bls {
    /// @notice A precompile did not answer as it should.
    error BlsPrecompile(address precompile);

    address internal constant MODEXP = address(0x05);
    address internal constant G1_ADD = address(0x0b);
    address internal constant PAIRING = address(0x0f);
    address internal constant MAP_TO_G1 = address(0x10);
    /// @notice Bytes of a point of G1: two coordinates of 64 bytes, the first 16 of each zero.
    uint256 internal constant G1_BYTES = 128;

    /// @dev Order of the base field, in a word of 16 bytes and one of 32.
    uint256 private constant P_HIGH = 0x1a0111ea397fe69a4b1ba7b6434bacd7;
    uint256 private constant P_LOW = 0x64774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab;
    /// @dev (p - 1) / 2: a larger y is the "larger one" of a compressed point.
    uint256 private constant HALF_P_HIGH = 0x0d0088f51cbff34d258dd3db21a5d66b;
    uint256 private constant HALF_P_LOW = 0xb23ba5c279c2895fb39869507b587b120f55ffff58a9ffffdcff7fffffffd555;
    /// @dev Tag of the scheme and its length, as RFC 9380 appends it to every hash.
    bytes private constant TAG = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_\x2b";
    /// @dev Minus the generator of G2.
    bytes private constant MINUS_G2 =
        hex"00000000000000000000000000000000024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8"
        hex"0000000000000000000000000000000013e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e"
        hex"000000000000000000000000000000000d1b3cc2c7027888be51d9ef691d77bcb679afda66c73f17f9ee3837a55024f78c71363275a75d75d86bab79f74782aa"
        hex"0000000000000000000000000000000013fa4d4a0ad8b1ce186ed5061789213d993923066dddaf1040bc3ff59f825c78df74f2d75467e25e0f55f8a00fa030ed";

    /// @notice Whether a point is the signature of a message under a key.
    /// @param signature Point of G1.
    /// @param message What was signed; it is hashed to the curve.
    /// @param key Point of G2: four coordinates of 64 bytes, the real part of each pair first.
    function isSigned(bytes memory signature, bytes memory message, bytes memory key) internal view returns (bool) {
        bytes memory pairs = abi.encodePacked(signature, MINUS_G2, hashToG1(message), key);
        return uint256(bytes32(_call(PAIRING, pairs, 32))) == 1;
    }

    /// @notice Point of G1 that a message hashes to.
    function hashToG1(bytes memory message) internal view returns (bytes memory) {
        (bytes32 a, bytes32 b, bytes32 c, bytes32 d) = _expand(message);
        return _call(G1_ADD, abi.encodePacked(_mapToG1(a, b), _mapToG1(c, d)), G1_BYTES);
    }

    /// @notice A point in the 48 bytes of its compressed form: x, and in the three highest bits that it is compressed and
    /// which of the two y it has.
    function compress(bytes calldata point) internal pure returns (bytes memory) {
        uint256 xHigh = uint128(bytes16(point[16:32]));
        uint256 yHigh = uint128(bytes16(point[80:96]));
        uint256 yLow = uint256(bytes32(point[96:128]));
        bool larger = yHigh > HALF_P_HIGH || (yHigh == HALF_P_HIGH && yLow > HALF_P_LOW);
        uint256 flags = larger ? uint256(0xa0) << 120 : uint256(0x80) << 120;
        return abi.encodePacked(bytes16(uint128(xHigh | flags)), bytes32(point[32:64]));
    }

    /// @dev RFC 9380's expand_message_xmd to 128 bytes.
    function _expand(bytes memory message) private pure returns (bytes32 a, bytes32 b, bytes32 c, bytes32 d) {
        bytes32 first = sha256(abi.encodePacked(new bytes(64), message, uint16(128), uint8(0), TAG));
        a = sha256(abi.encodePacked(first, uint8(1), TAG));
        b = sha256(abi.encodePacked(first ^ a, uint8(2), TAG));
        c = sha256(abi.encodePacked(first ^ b, uint8(3), TAG));
        d = sha256(abi.encodePacked(first ^ c, uint8(4), TAG));
    }

    /// @dev Takes 64 bytes as a number modulo the field's order, and that to a point of the group.
    function _mapToG1(bytes32 high, bytes32 low) private view returns (bytes memory) {
        bytes memory power = abi.encodePacked(uint256(64), uint256(1), uint256(64), high, low, uint8(1), P_HIGH, P_LOW);
        return _call(MAP_TO_G1, _call(MODEXP, power, 64), G1_BYTES);
    }

    function _call(address precompile, bytes memory input, uint256 length) private view returns (bytes memory output) {
        bool answered;
        (answered, output) = precompile.staticcall(input);
        require(answered && output.length == length, BlsPrecompile(precompile));
    }
}
