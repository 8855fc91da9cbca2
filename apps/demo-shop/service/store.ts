// What the shop keeps: documents of these kinds, each with its type.
import { type Store as DocumentStore, openStore as openDocuments } from '../../kit/service/store.ts'
import type {
  Complaint,
  Customer,
  Exchange,
  Invoice,
  Logistics,
  Order,
  PartStock,
  Product,
  Refund,
  Repair,
  Voucher,
} from './contract.ts'

/** What is stored of an order; everything that depends on the clock is worked out when it is read. */
export type StoredOrder = Pick<
  Order,
  | 'id'
  | 'customerId'
  | 'status'
  | 'items'
  | 'amount'
  | 'placedAt'
  | 'shippedAt'
  | 'deliveredAt'
  | 'cancelledAt'
  | 'address'
  | 'trackingNo'
  | 'carrier'
  | 'carrierEn'
  | 'refundId'
  | 'exchangeId'
>

/** `keywords` are further words by which the search finds the product. */
export type StoredProduct = Product & { keywords: string }

interface Documents {
  customer: Customer
  product: StoredProduct
  order: StoredOrder
  logistics: Logistics
  refund: Refund
  exchange: Exchange
  invoice: Invoice
  repair: Repair
  complaint: Complaint
  voucher: Voucher
  part: PartStock
}

type Kind = keyof Documents

/** The store of documents, each kind with its type. */
export type Store = Omit<DocumentStore, 'get' | 'put' | 'listUnder' | 'listAll' | 'nextNumber'> & {
  get<K extends Kind>(kind: K, id: string): Documents[K] | undefined
  /** `parent` is the owner by which it is listed, `at` sorts the list, newest first. */
  put<K extends Kind>(kind: K, id: string, doc: Documents[K], parent?: string, at?: string): void
  listUnder<K extends Kind>(kind: K, parent: string, limit?: number): Documents[K][]
  listAll<K extends Kind>(kind: K, limit?: number): Documents[K][]
  nextNumber(kind: Kind, first: number): number
}

export const openStore: (file: string) => Store = openDocuments
