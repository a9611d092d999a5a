'use client'

import type { ContractName, Deployment } from '#chain/deployment.ts'
import type { OnChainCode } from '#chain/readCodeHash.ts'
import type { PublicValue } from '#chain/readPublicValues.ts'
import { ButtonLink } from '@/components/ui/Button.tsx'
import { DownloadButtons } from '@/components/ui/DownloadButtons.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { Loading } from '@/components/ui/Loading.tsx'
import { PageTitle } from '@/components/ui/PageTitle.tsx'
import { formatCount } from '@/lib/format.ts'
import { useBlock } from '@/lib/useBlock.ts'
import { useChainQuery } from '@/lib/useChainQuery.ts'
import { useSite } from '@/lib/useSite.ts'
import { ContractCard } from './ContractCard.tsx'

const ORDER: readonly ContractName[] = [
  'JobEscrow',
  'NodeStaking',
  'NodeRegistry',
  'ProbeCourt',
  'VerifierBench',
  'ReputationLedger',
  'ModelRegistry',
  'DrandBeacon',
  'BlockBeacon',
  'TestDollar',
]

/** The contracts: where they are, whether they are what was deployed, who can do what, what they are set to. */
export function ContractsPage() {
  const site = useSite()
  const block = useBlock()
  const values = useChainQuery(['publicValues'], async (chain) =>
    (await import('#chain/readPublicValues.ts')).readPublicValues(chain),
  )
  const codes = useChainQuery(['codeHashes'], readCodes, { live: false })
  const error = site.error ?? values.error ?? codes.error
  return (
    <>
      <PageTitle
        title="Contracts"
        lead="All rules of the market are in these contracts. None of them can be upgraded. What they are set to is read from the chain by this page."
        crumb={{ href: '/audit/', title: 'Audit' }}
        action={<ButtonLink href="/audit/?type=powers">Uses of powers</ButtonLink>}
      />
      {error && <ErrorBox error={error} retry={() => void values.refetch()} />}
      {!error && !(site.data && values.data) && <Loading what="the contracts" lines={8} />}
      {site.data && values.data && (
        <>
          <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
            <p className="num text-muted text-sm">
              Chain {site.data.deployment.chainId}
              {block.number !== undefined && `, as of block ${formatCount(block.number)}`}
            </p>
            <DownloadButtons name="parameters" records={values.data} />
          </div>
          <div className="space-y-6">
            <Cards deployment={site.data.deployment} values={values.data} codes={codes.data} />
          </div>
        </>
      )}
    </>
  )
}

function Cards({
  deployment,
  values,
  codes,
}: {
  readonly deployment: Deployment
  readonly values: readonly PublicValue[]
  readonly codes: ReadonlyMap<ContractName, OnChainCode> | undefined
}) {
  return ORDER.flatMap((name) => {
    const deployed = deployment.contracts[name]
    if (!deployed) return []
    const own = values.filter(({ contract }) => contract === name)
    return [
      <ContractCard
        key={name}
        name={name}
        deployed={deployed}
        values={own}
        code={codes?.get(name)}
      />,
    ]
  })
}

const readCodes: Parameters<typeof useChainQuery<ReadonlyMap<ContractName, OnChainCode>>>[1] =
  async (chain) => {
    const { readCodeHash } = await import('#chain/readCodeHash.ts')
    const entries = ORDER.flatMap((name) => {
      const deployed = chain.deployment.contracts[name]
      return deployed ? [{ name, address: deployed.address }] : []
    })
    const codes = await Promise.all(
      entries.map(async ({ name, address }) => [name, await readCodeHash(chain, address)] as const),
    )
    return new Map(codes)
  }
