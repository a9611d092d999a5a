import { signTypedData as viemSignTypedData } from 'viem/accounts'
import type { Hex } from '#protocol/bytes.ts'
import type { Signature } from '#protocol/signature.ts'
import type { TypedData } from '#protocol/typedData.ts'
import { typedDataParameters } from './typedDataParameters.ts'

/**
 * Returns a key's 65-byte EIP-712 signature (r, s, v) over typed data.
 *
 * @param privateKey - 32 bytes of secp256k1 key.
 * @param typedData - What is signed, made by a function of protocol/typedData.
 */
export async function signTypedData(privateKey: Hex, typedData: TypedData): Promise<Signature> {
  const signature = await viemSignTypedData({ ...typedDataParameters(typedData), privateKey })
  return signature as Signature
}
