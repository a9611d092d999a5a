import type { Metadata } from 'next'
import { ERROR_CODES } from '#protocol/errorCodes.ts'
import { MODE_LABELS } from '#protocol/mode.ts'
import { SHORTCUTS } from '@/components/help/shortcuts.ts'
import { Card } from '@/components/ui/Card.tsx'
import { KeyValues } from '@/components/ui/KeyValues.tsx'
import { PageTitle } from '@/components/ui/PageTitle.tsx'
import { readGlossary } from '@/lib/readGlossary.ts'

export const metadata: Metadata = { title: 'Help' }

const PARTS = [
  ['keys', 'Keys'],
  ['privacy', 'Who can read what'],
  ['words', 'Words'],
  ['errors', 'Errors'],
] as const

export default async function HelpPage() {
  const glossary = await readGlossary()
  return (
    <>
      <PageTitle title="Help" lead="Words, keys and errors, explained once and used everywhere." />
      <nav aria-label="On this page" className="mb-6">
        <ul className="flex flex-wrap gap-x-5">
          {PARTS.map(([id, title]) => (
            <li key={id}>
              <a href={`#${id}`} className="link inline-flex min-h-8 items-center text-sm">
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="space-y-6">
        <div id="keys">
          <Card title="Keys">
            <KeyValues
              rows={SHORTCUTS.map(([keys, does]) => [does, <Keys key={keys} keys={keys} />])}
            />
          </Card>
        </div>
        <div id="privacy">
          <Card title="Who can read what">
            <p className="mb-2 text-muted text-sm leading-relaxed">
              A job names its mode, which is bound into the encryption and kept on chain. There is
              never a silent fallback. Nodes serve transit today; planning and merging happen in
              your browser.
            </p>
            <Definitions rows={Object.entries(MODE_LABELS)} />
          </Card>
        </div>
        <div id="words">
          <Card title="Words">
            <Definitions
              rows={glossary.map(({ word, meaning, elsewhere }) => [word, meaning, elsewhere])}
            />
          </Card>
        </div>
        <div id="errors">
          <Card title="Errors" note="the same codes in the dApp, on the command line and in logs">
            <dl className="divide-y divide-line text-sm">
              {Object.entries(ERROR_CODES).map(([code, { sentence, remedy }]) => (
                <div key={code} id={`E-${code}`} className="py-2.5 target:bg-accent-soft">
                  <dt>
                    <a href={`#E-${code}`} className="link break-words font-mono text-[0.8125rem]">
                      {code}
                    </a>
                  </dt>
                  <dd className="mt-0.5 leading-relaxed">
                    {sentence} <span className="text-muted">{remedy}</span>
                  </dd>
                </div>
              ))}
            </dl>
          </Card>
        </div>
      </div>
    </>
  )
}

function Definitions({
  rows,
}: {
  readonly rows: readonly (readonly [word: string, meaning: string, elsewhere?: string])[]
}) {
  return (
    <dl className="divide-y divide-line text-sm">
      {rows.map(([word, meaning, elsewhere]) => (
        <div key={word} className="grid gap-x-6 py-2 sm:grid-cols-[10rem_1fr]">
          <dt className="font-medium">{word}</dt>
          <dd className="text-muted leading-relaxed">
            {meaning}
            {elsewhere && <span className="block text-xs">elsewhere: {elsewhere}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Keys({ keys }: { readonly keys: string }) {
  return keys.split(' ').map((part) =>
    part === 'then' || part === '+' ? (
      <span key={part} className="mx-1 text-muted text-xs">
        {part}
      </span>
    ) : (
      <kbd
        key={part}
        className="rounded border border-edge/60 bg-sunken px-1.5 py-0.5 font-mono text-xs"
      >
        {part}
      </kbd>
    ),
  )
}
