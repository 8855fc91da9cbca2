// The OpenAPI 3.1 document, generated from the table of operations. The fault switch is left out of
// it on purpose: it belongs to the demo, not to the business.
import { z } from 'zod'
import { statusOf } from '../../kit/service/errors.ts'
import * as contract from './contract.ts'
import { type Operation, operations } from './operations.ts'

const components = {
  Address: contract.Address,
  Customer: contract.Customer,
  OrderItem: contract.OrderItem,
  OrderSummary: contract.OrderSummary,
  Order: contract.Order,
  OrderList: contract.OrderList,
  Logistics: contract.Logistics,
  Refund: contract.Refund,
  Exchange: contract.Exchange,
  Invoice: contract.Invoice,
  Warranty: contract.Warranty,
  Repair: contract.Repair,
  Complaint: contract.Complaint,
  Voucher: contract.Voucher,
  Product: contract.Product,
  ProductList: contract.ProductList,
  PartStock: contract.PartStock,
  ShopErrorBody: contract.ShopErrorBody,
  ChangeAddressBody: contract.ChangeAddressBody,
  CancelBody: contract.CancelBody,
  RefundBody: contract.RefundBody,
  ExchangeBody: contract.ExchangeBody,
  InvoiceBody: contract.InvoiceBody,
  RepairBody: contract.RepairBody,
  ComplaintBody: contract.ComplaintBody,
  VoucherBody: contract.VoucherBody,
  RevokeBody: contract.RevokeBody,
}

export function openApiDocument(baseUrl: string) {
  const models = z.registry<{ id: string }>()
  for (const [id, model] of Object.entries(components)) models.add(model, { id })
  const { schemas } = z.toJSONSchema(models, { uri: (id) => componentRef(id), io: 'input' })

  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of operations) {
    const path = paths[operation.path] ?? {}
    path[operation.method.toLowerCase()] = describe(operation, (model) => models.get(model)?.id)
    paths[operation.path] = path
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '禾木生活 Hemu Living: business API',
      version: '1.0.0',
      description:
        'Customers, orders, logistics, after-sale and catalogue of the demo shop. POST and PUT accept Idempotency-Key: the same key with the same request gets the same answer, with another request 422 idempotency_mismatch.',
    },
    servers: [{ url: baseUrl }],
    security: [{ apiKey: [] }],
    tags: ['customers', 'orders', 'after-sale', 'products'].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } },
      schemas: Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withoutAddress(schema)])),
    },
  }
}

function describe(operation: Operation, nameOf: (model: z.ZodType) => string | undefined) {
  const json = (model: z.ZodType) => ({
    'application/json': { schema: { $ref: componentRef(nameOf(model) ?? '') } },
  })
  const errors = [...operation.errors, 'unauthorized', 'unavailable'] as const
  if (operation.method !== 'GET') {
    return describeWith(operation, json, [...errors, 'too_large', 'idempotency_mismatch'])
  }
  return describeWith(operation, json, [...errors])
}

function describeWith(operation: Operation, json: (model: z.ZodType) => unknown, errors: Operation['errors']) {
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    parameters: parametersOf(operation),
    ...(operation.body && { requestBody: { required: true, content: json(operation.body) } }),
    responses: {
      [operation.status]: { description: 'Done', content: json(operation.answer) },
      ...Object.fromEntries(
        [...new Set(errors.map(statusOf))].sort().map((status) => [
          status,
          {
            description: errors.filter((code) => statusOf(code) === status).join(', '),
            content: json(contract.ShopErrorBody),
          },
        ]),
      ),
    },
  }
}

function parametersOf(operation: Operation) {
  const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const inQuery = Object.keys(operation.query?.shape ?? {}).map((name) => ({
    name,
    in: 'query',
    required: false,
    schema: name === 'limit' ? { type: 'integer', minimum: 1, maximum: 100 } : { type: 'string' },
  }))
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    schema: { type: 'string', maxLength: 200 },
  }
  return [...inPath, ...inQuery, ...(operation.method === 'GET' ? [] : [key])]
}

function componentRef(id: string) {
  return `#/components/schemas/${id}`
}

/** A component carries no `$schema` and `$id` of its own inside the document. */
function withoutAddress({ $schema, $id, ...schema }: Record<string, unknown>) {
  return schema
}
