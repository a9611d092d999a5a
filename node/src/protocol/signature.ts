/** 65-byte secp256k1 signatures, r | s | v, as hex in the program and bytes on the wire. */

import type { Hex } from './bytes.ts'
import { hexField, type Schema } from './codec.ts'

export type Signature = Hex & { readonly __brand: 'Signature' }

export const signatureField: Schema<Signature> = hexField(65, (text) => text as Signature)
