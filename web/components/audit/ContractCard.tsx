'use client'

import type { ContractName, DeployedContract } from '#chain/deployment.ts'
import type { OnChainCode } from '#chain/readCodeHash.ts'
import type { PublicValue } from '#chain/readPublicValues.ts'
import { Card } from '@/components/ui/Card.tsx'
import { Chip } from '@/components/ui/Chip.tsx'
import { AddressText, HashText } from '@/components/ui/HashText.tsx'
import { KeyValues } from '@/components/ui/KeyValues.tsx'
import { Table } from '@/components/ui/Table.tsx'
import {
  formatCount,
  formatDuration,
  formatMoney,
  formatPercent,
  formatTime,
} from '@/lib/format.ts'
import { CONTRACT_WORDS, VALUE_WORDS } from './contractWords.ts'
import type { Unit } from './wordsOfContract.ts'

/** One contract. */
export function ContractCard({
  name,
  deployed,
  values,
  code,
}: {
  readonly name: ContractName
  readonly deployed: DeployedContract
  readonly values: readonly PublicValue[]
  /** Undefined while it is being read. */
  readonly code: OnChainCode | undefined
}) {
  const { about, powers, nobody } = CONTRACT_WORDS[name]
  return (
    <Card title={name} action={<CodeChip expected={deployed.runtimeCodeHash} code={code} />}>
      <p className="mb-4 text-sm">{about}</p>
      <div className="grid gap-6 lg:grid-cols-2">
        <CodeFacts deployed={deployed} code={code} />
        <div>
          <h3 className="mb-2 font-medium text-sm">Who can do what</h3>
          <ul className="space-y-2 text-sm">
            {powers.map(({ who, what, limit }) => (
              <li key={who}>
                <span className="font-medium">{who}.</span> {what}{' '}
                <span className="text-muted">{limit}</span>
              </li>
            ))}
            <li className="text-muted">{nobody}</li>
          </ul>
        </div>
      </div>
      <div className="mt-5">
        <Values name={name} values={values} />
      </div>
    </Card>
  )
}

function CodeFacts({
  deployed,
  code,
}: {
  readonly deployed: DeployedContract
  readonly code: OnChainCode | undefined
}) {
  return (
    <KeyValues
      rows={[
        ['Address', <AddressText key="address" address={deployed.address} />],
        ['Deployed in block', formatCount(deployed.block)],
        ['Code', code ? `${formatCount(code.bytes)} bytes` : '–'],
        ['Hash computed here', code?.hash ? <Hash key="here" value={code.hash} /> : '–'],
        [
          'Hash in the record',
          deployed.runtimeCodeHash ? (
            <Hash key="record" value={deployed.runtimeCodeHash} />
          ) : (
            'none'
          ),
        ],
      ]}
    />
  )
}

function Values({
  name,
  values,
}: {
  readonly name: ContractName
  readonly values: readonly PublicValue[]
}) {
  return (
    <Table
      caption={`Values of ${name}`}
      rows={values}
      rowKey={(value) => value.name}
      columns={[
        {
          head: 'Value',
          primary: true,
          cell: (value) => <code className="break-all font-mono text-xs">{value.name}</code>,
        },
        {
          head: 'Meaning',
          cell: (value) => VALUE_WORDS[`${name}.${value.name}`]?.about ?? '',
        },
        { head: 'Now', align: 'end', cell: (value) => <Value value={value} /> },
      ]}
    />
  )
}

function CodeChip({
  expected,
  code,
}: {
  readonly expected: string | undefined
  readonly code: OnChainCode | undefined
}) {
  if (!code) return <Chip>computing</Chip>
  if (expected === undefined) {
    return (
      <Chip tone="warn" mark>
        bytecode unverified: the record has no hash
      </Chip>
    )
  }
  return code.hash === expected ? (
    <Chip tone="good" mark>
      bytecode matches
    </Chip>
  ) : (
    <Chip tone="bad" mark>
      bytecode differs from the record
    </Chip>
  )
}

function Hash({ value }: { readonly value: string }) {
  return <HashText value={value} what="code hash" ends={6} />
}

function Value({ value: { contract, name, type, value } }: { readonly value: PublicValue }) {
  if (type === 'address') return <AddressText address={value} />
  if (type.startsWith('bytes')) return <HashText value={value} ends={6} />
  const unit = VALUE_WORDS[`${contract}.${name}`]?.unit ?? 'text'
  return <span title={value}>{inUnit(value, unit)}</span>
}

function inUnit(value: string, unit: Unit): string {
  switch (unit) {
    case 'basisPoints':
      return formatPercent(Number(value) / 10_000)
    case 'thousandths':
      return formatCount(Number(value) / 1000)
    case 'partsOf1e18':
      return formatPercent(Number(value) / 1e18)
    case 'nodes':
      return value === '' ? 'none' : value.replaceAll(',', ', ')
    case 'span':
      return formatDuration(Number(value) * 1000)
    case 'moment':
      return value === '0' ? 'never' : formatTime(Number(value))
    case 'money':
      return formatMoney(BigInt(value))
    case 'count':
      return formatCount(BigInt(value))
    case 'text':
      return value
  }
}
