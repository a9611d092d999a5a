// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice First 20 bytes of the EIP-712 digest of a job's terms; it names a job before and after it is funded.
type JobId is bytes20;
