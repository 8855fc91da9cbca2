import type { z } from 'zod'
import { dayMs, daysAfter, type ShopContext } from './context.ts'
import type { Voucher, VoucherBody } from './contract.ts'
import { ShopError } from './errors.ts'

/** What all vouchers of a customer may be worth together within `capDays`, those taken back left out. */
export const voucherCap = 200
const capDays = 30
const validDays = 90

export const listVouchers = (shop: ShopContext, customerId: string): Voucher[] =>
  shop.store.listUnder('voucher', customerId)

export function createVoucher(
  shop: ShopContext,
  customerId: string,
  { kind, amount, reason }: z.infer<typeof VoucherBody>,
): Voucher {
  const customer = shop.store.get('customer', customerId)
  if (!customer) throw new ShopError('not_found', customerId)
  const now = shop.now()
  const since = new Date(now.getTime() - capDays * dayMs).toISOString()
  const had = listVouchers(shop, customer.id)
    .filter((one) => one.status === 'active' && one.issuedAt >= since)
    .reduce((sum, one) => sum + one.amount, 0)
  if (had + amount > voucherCap) throw new ShopError('compensation_capped')
  const issuedAt = now.toISOString()
  const voucher: Voucher = {
    id: `YH${shop.store.nextNumber('voucher', 50_100_001)}`,
    customerId: customer.id,
    kind,
    amount,
    reason,
    status: 'active',
    issuedAt,
    expiresAt: daysAfter(issuedAt, validDays),
  }
  shop.store.put('voucher', voucher.id, voucher, customer.id, issuedAt)
  return voucher
}

/** Once more changes nothing. */
export function revokeVoucher(shop: ShopContext, customerId: string, voucherId: string): Voucher {
  const voucher = shop.store.get('voucher', voucherId)
  if (voucher?.customerId !== customerId) throw new ShopError('not_found', voucherId)
  const revoked: Voucher = { ...voucher, status: 'revoked' }
  shop.store.put('voucher', voucher.id, revoked, voucher.customerId, voucher.issuedAt)
  return revoked
}
