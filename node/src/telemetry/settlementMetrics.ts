/** Figures of vouchers and settlement. Amounts are micro-dollars. */

import { Counter, Gauge, type Registry } from 'prom-client'
import type { ErrorCode } from '#protocol/errorCodes.ts'

export type SettlementMetrics = {
  readonly voucherAccepted: () => void
  readonly voucherRefused: (code: ErrorCode) => void
  /** Sums over all jobs, micro-dollars. */
  readonly voucherSums: (sums: { total: bigint; settled: bigint }) => void
  readonly settled: (batch: { rows: number; net: bigint; fee: bigint }) => void
  readonly rowRefused: (status: string) => void
  readonly attemptFailed: (code: ErrorCode) => void
}

/** Declares the figures of vouchers and settlement. */
export function settlementMetrics(registry: Registry): SettlementMetrics {
  const registers = [registry]
  const accepted = new Counter({
    name: 'witan_vouchers_accepted_total',
    help: 'Vouchers stored.',
    registers,
  })
  const refused = new Counter({
    name: 'witan_vouchers_refused_total',
    help: 'Vouchers refused, by code.',
    labelNames: ['code'],
    registers,
  })
  const vouched = new Gauge({
    name: 'witan_vouched_microdollars',
    help: 'Sum of the highest voucher of every job.',
    registers,
  })
  const unsettled = new Gauge({
    name: 'witan_unsettled_microdollars',
    help: 'Part of the vouchers that the chain has not paid yet.',
    registers,
  })
  const rows = new Counter({
    name: 'witan_settlement_rows_total',
    help: 'Vouchers that the chain paid, by transaction row.',
    registers,
  })
  const net = new Counter({
    name: 'witan_settlement_net_microdollars_total',
    help: 'What settlements credited to the node.',
    registers,
  })
  const fee = new Counter({
    name: 'witan_settlement_fee_microdollars_total',
    help: 'Protocol fees of settlements.',
    registers,
  })
  const rowRefusals = new Counter({
    name: 'witan_settlement_rows_refused_total',
    help: 'Vouchers that the chain did not pay, by row status.',
    labelNames: ['status'],
    registers,
  })
  const failures = new Counter({
    name: 'witan_settlement_failures_total',
    help: 'Settlement attempts that failed, by code.',
    labelNames: ['code'],
    registers,
  })
  return {
    voucherAccepted: () => accepted.inc(),
    voucherRefused: (code) => refused.inc({ code }),
    voucherSums: ({ total, settled }) => {
      vouched.set(Number(total))
      unsettled.set(Number(total - settled))
    },
    settled: (batch) => {
      rows.inc(batch.rows)
      net.inc(Number(batch.net))
      fee.inc(Number(batch.fee))
    },
    rowRefused: (status) => rowRefusals.inc({ status }),
    attemptFailed: (code) => failures.inc({ code }),
  }
}
