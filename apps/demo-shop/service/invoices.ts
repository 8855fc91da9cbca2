import type { z } from 'zod'
import type { ShopContext } from './context.ts'
import type { Invoice, InvoiceBody } from './contract.ts'
import { ShopError } from './errors.ts'
import { storedOrder } from './stored-order.ts'

export function createInvoice(shop: ShopContext, orderId: string, body: z.infer<typeof InvoiceBody>): Invoice {
  const order = storedOrder(shop, orderId)
  if (body.type === 'company' && !body.taxNo) throw new ShopError('invalid', 'taxNo')
  const issued = shop.store.listUnder('invoice', orderId)[0]
  if (issued) throw new ShopError('already_invoiced', issued.id)
  if (['cancelled', 'refunded', 'refunding'].includes(order.status)) {
    throw new ShopError('not_invoiceable')
  }

  const invoice: Invoice = {
    id: `FP${shop.store.nextNumber('invoice', 60_100_001)}`,
    orderId,
    status: 'issued',
    ...body,
    amount: order.amount,
    issuedAt: shop.now().toISOString(),
    url: `${shop.baseUrl()}/orders/${orderId}#invoice`,
  }
  shop.store.put('invoice', invoice.id, invoice, orderId, invoice.issuedAt)
  return invoice
}
