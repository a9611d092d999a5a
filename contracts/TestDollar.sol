// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {IERC3009} from "./interfaces/IERC3009.sol";
import {ITestDollar} from "./interfaces/ITestDollar.sol";

/// @title TestDollar
/// @notice A worthless dollar with 6 decimals for local chains.
/// @dev Powers: anyone may mint, up to FAUCET_LIMIT a call. The constructor refuses every chain but the local ones
/// (31337 and 1337), so that nobody can take it for money.
contract TestDollar is ERC20Permit, ITestDollar {
    uint256 public constant FAUCET_LIMIT = 1_000_000e6;

    uint256 private constant HARDHAT_CHAIN_ID = 31337;
    uint256 private constant GANACHE_CHAIN_ID = 1337;
    bytes32 private constant RECEIVE_TYPEHASH = keccak256(
        "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );

    mapping(address authorizer => mapping(bytes32 nonce => bool used)) private _used;

    constructor() ERC20("Test Dollar", "TUSD") ERC20Permit("Test Dollar") {
        require(
            block.chainid == HARDHAT_CHAIN_ID || block.chainid == GANACHE_CHAIN_ID,
            TestDollarNotLocal(block.chainid)
        );
    }

    /// @inheritdoc ITestDollar
    function faucet(address to, uint256 amount) external {
        require(amount <= FAUCET_LIMIT, TestDollarFaucetLimit(amount, FAUCET_LIMIT));
        _mint(to, amount);
    }

    /// @inheritdoc IERC3009
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        require(to == msg.sender, TestDollarNotPayee(msg.sender, to));
        require(
            block.timestamp > validAfter && block.timestamp < validBefore,
            TestDollarNotInTime(validAfter, validBefore, block.timestamp)
        );
        require(!_used[from][nonce], TestDollarAuthorizationUsed(from, nonce));
        bytes32 structHash = keccak256(abi.encode(RECEIVE_TYPEHASH, from, to, value, validAfter, validBefore, nonce));
        address signer = ECDSA.recover(_hashTypedDataV4(structHash), v, r, s);
        require(signer == from, TestDollarBadSignature(from, signer));

        _used[from][nonce] = true;
        emit AuthorizationUsed(from, nonce);
        _transfer(from, to, value);
    }

    /// @inheritdoc IERC3009
    function authorizationState(address authorizer, bytes32 nonce) external view returns (bool) {
        return _used[authorizer][nonce];
    }

    /// @inheritdoc IERC20Permit
    function nonces(address owner) public view override(ERC20Permit, IERC20Permit) returns (uint256) {
        return super.nonces(owner);
    }

    /// @notice Micro-dollars: 6 decimals, as the common dollar tokens have.
    function decimals() public pure override returns (uint8) {
        return 6;
    }
}
