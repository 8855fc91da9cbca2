import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { contextLink, fillLink } from '#desk/context-links/contract.ts'

const link = (address: string) => ({ id: 'crm', name: { zh: '客户系统', en: 'CRM' }, address })
const CRM = 'https://crm.example.com/find?phone={phone}&from={conversation}'

test('a link leads only where the operator says', () => {
  for (const address of [CRM, 'http://erp.lan:8080/orders/{order}#{customer}'])
    assert.ok(contextLink.safeParse(link(address)).success, address)
  const wrong = ['javascript:alert(1)', '/orders', 'https://{customer}.example.com/', 'https://{name}/', 'ftp://x/']
  const odd = [
    'https://a.example.com:{order}/',
    'https://u:p@x.example/',
    'https://x.example/{secret}',
    'https://x.example/{a b}',
  ]
  for (const address of [...wrong, ...odd]) assert.ok(!contextLink.safeParse(link(address)).success, address)
})

test('values are encoded, whatever they are; a link that lacks one is none', () => {
  assert.equal(fillLink(link(CRM), { phone: '138 0000' }), null)
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (phone) => {
      const filled = new URL(fillLink(link(CRM), { phone, conversation: 'k&x=1' })!)
      assert.equal(filled.origin, 'https://crm.example.com')
      assert.deepEqual(
        [...filled.searchParams],
        [
          ['phone', phone],
          ['from', 'k&x=1'],
        ],
      )
    }),
  )
})
