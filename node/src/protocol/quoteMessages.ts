/** What crosses a quote stream (/witan/quote/1.0.0): one request, one answer. */

import { type Infer, namedField, objectField, textField, unionField } from './codec.ts'
import { parseErrorCode } from './errorCodes.ts'
import { quoteRequestSchema, signedQuoteSchema } from './quote.ts'

export const quoteMessageSchema = unionField({
  quote: objectField({ request: quoteRequestSchema }),
})
export type QuoteMessage = Infer<typeof quoteMessageSchema>

export const quoteResponseSchema = unionField({
  quote: objectField({ quote: signedQuoteSchema }),
  error: objectField({ code: namedField(parseErrorCode), message: textField(500) }),
})
export type QuoteResponse = Infer<typeof quoteResponseSchema>
