import { recoverAddress } from 'viem'
import { WitanError } from '#protocol/errors.ts'
import { type Address, parseAddress } from '#protocol/ids.ts'
import type { Signature } from '#protocol/signature.ts'
import type { TypedData } from '#protocol/typedData.ts'
import { hashTypedData } from './hashTypedData.ts'

/**
 * Returns the account that signed typed data. Every well-formed signature recovers to some account, so the
 * caller compares it with the account it expects.
 *
 * @throws {WitanError} SIGNATURE_INVALID when no account can have made the signature.
 */
export async function recoverSigner(typedData: TypedData, signature: Signature): Promise<Address> {
  const hash = hashTypedData(typedData)
  try {
    return parseAddress(await recoverAddress({ hash, signature }))
  } catch (cause) {
    throw new WitanError(
      'SIGNATURE_INVALID',
      `The signature of the ${typedData.primaryType} is malformed; no account can have made it.`,
      { cause },
    )
  }
}
