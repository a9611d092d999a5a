import { Card } from '@/components/ui/Card.tsx'
import { Chip, type Tone } from '@/components/ui/Chip.tsx'
import { HashText, NodeLink } from '@/components/ui/HashText.tsx'
import { KeyValues } from '@/components/ui/KeyValues.tsx'
import { formatCount, formatMoney, formatTime, shortHex } from '@/lib/format.ts'
import type { VerifiedReceipt } from '@/lib/receipts/verifyReceipts.ts'
import { CheckList } from './CheckList.tsx'

const TONES: Readonly<Record<VerifiedReceipt['state'], Tone>> = {
  valid: 'good',
  invalid: 'bad',
  'unknown signer': 'warn',
}

const SENTENCES: Readonly<Record<VerifiedReceipt['state'], string>> = {
  valid: 'Signed by a key of the node, and every value that can be recomputed here is right.',
  invalid: 'At least one value is not what it should be. The first of the checks below says which.',
  'unknown signer':
    'The signature is well-formed, but the registry knows its key as nobody’s: the receipt was changed after it was signed, or it is of another deployment.',
}

/** One receipt: the verdict, its values, every check. */
export function ReceiptCard({ receipt: verified }: { readonly receipt: VerifiedReceipt }) {
  const { state, checks, digest, signer, given } = verified
  const { receipt, transcript } = given
  const hash = (value: string, what: string) => <HashText value={value} what={what} ends={8} />
  return (
    <Card
      title={
        <>
          Task <span className="font-mono">{shortHex(receipt.taskId)}</span>
        </>
      }
      action={
        <Chip tone={TONES[state]} mark>
          {state}
        </Chip>
      }
    >
      <p className="mb-4 text-sm">{SENTENCES[state]}</p>
      <div className="grid gap-6 lg:grid-cols-2">
        <KeyValues
          rows={[
            ['Node', <NodeLink key="node" nodeId={receipt.nodeId} />],
            ['Amount', formatMoney(receipt.amount)],
            ['Input', `${formatCount(receipt.inputBytes)} bytes`],
            ['Output', `${formatCount(receipt.outputTokens)} tokens`],
            ['Ended by', receipt.finishReason],
            ['Temperature', (receipt.temperatureMilli / 1000).toFixed(2)],
            ['Finished', formatTime(receipt.finishedAt)],
            ['Model', hash(receipt.modelId, 'model id')],
            ['Signed digest', hash(digest, 'digest')],
            ['Signer', signer ? hash(signer, 'signer') : 'none'],
            ['Request hash', hash(receipt.requestHash, 'request hash')],
            ['Response hash', hash(receipt.responseHash, 'response hash')],
            ['Transcript root', hash(receipt.transcriptRoot, 'transcript root')],
          ]}
        />
        <div>
          <CheckList label="Checks of the receipt" checks={checks} />
          <p className="mt-3 text-muted text-xs leading-relaxed">
            {transcript
              ? 'The transcript root and every race were recomputed from the leaves in the file. '
              : 'The transcript root needs the leaves of the answer, which only the requester has. '}
            The request and response hashes are over sealed bytes: the requester’s program
            recomputed all three before it paid the rest.
          </p>
        </div>
      </div>
    </Card>
  )
}
