import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import { jwtVerify } from 'jose'
import { openTestShop, testIdentitySecret, testWidgetUrl } from '../open-test-shop.ts'

const shop = await openTestShop()
after(() => shop.close())
beforeEach(() => shop.reset())

const hostile = '"><script>alert(1)</script><img src=x onerror=alert(2)>'

async function visitAs(customerId: string, path: string, lang = 'zh') {
  const cookie = `${await shop.cookieOf(customerId)}; hemu_lang=${lang}`
  return shop.page(path, { headers: { cookie } })
}

function bootOf(text: string) {
  const json = text.match(/Yinghe\('boot', (.*)\)\n/)?.[1] ?? ''
  return JSON.parse(json)
}

describe('the pages', () => {
  it('open in both languages', async () => {
    for (const path of ['/', '/products/p-rice-cooker', '/sign-in', '/orders', '/orders/HM10002001', '/?q=E102']) {
      const zh = await visitAs('c-zhou', path)
      const en = await visitAs('c-zhou', path, 'en')
      assert.deepEqual([zh.status, en.status], [200, 200], path)
      assert.match(zh.text, /<html lang="zh-CN">[\s\S]*禾木生活/)
      assert.match(en.text, /<html lang="en">[\s\S]*Hemu Living/)
      assert.doesNotMatch(zh.text + en.text, /\b(?:undefined|NaN)\b|\[object|Invalid Date/, path)
    }
  })

  it('open every product and every order of everybody', async () => {
    const { products } = (await shop.call('GET /api/products?limit=100')).body
    for (const { id } of products) assert.equal((await shop.page(`/products/${id}`)).status, 200, id)
    for (const customer of ['c-lin', 'c-zhou', 'c-xu', 'c-chen', 'c-wang', 'c-emma', 'c-zhao']) {
      const { orders } = (await shop.call(`GET /api/customers/${customer}/orders`)).body
      for (const { id } of orders) {
        const page = await visitAs(customer, `/orders/${id}`)
        assert.equal(page.status, 200, id)
        assert.match(page.text, new RegExp(`data-order-id="${id}"`))
      }
    }
  })

  it('remember the language that was chosen, else speak the customer’s', async () => {
    const switched = await shop.page('/?lang=en')
    assert.match(switched.headers.get('set-cookie') ?? '', /hemu_lang=en/)
    const emma = await shop.page('/', { headers: { cookie: await shop.cookieOf('c-emma') } })
    assert.match(emma.text, /<html lang="en">/)
    assert.match((await shop.page('/')).text, /<html lang="zh-CN">/)
  })

  it('say politely that something does not exist', async () => {
    for (const path of ['/nope', '/products/p-none']) {
      const page = await shop.page(path)
      assert.equal(page.status, 404)
      assert.match(page.text, /这里什么也没有/)
    }
  })

  it('show what was changed through the API', async () => {
    await shop.call('POST /api/orders/HM10002001/repairs', { description: 'E102', phone: '13800010002' })
    assert.match((await visitAs('c-zhou', '/orders/HM10002001')).text, /维修 RP50100001/)
  })
})

describe('signing in', () => {
  it('comes first for orders and then leads back to them', async () => {
    const asked = await shop.page('/orders/HM10001001')
    assert.deepEqual([asked.status, asked.headers.get('location')], [303, '/sign-in?next=%2Forders%2FHM10001001'])
    const body = new URLSearchParams({ customerId: 'c-lin', next: '/orders/HM10001001' })
    const done = await shop.page('/sign-in', { method: 'POST', body })
    assert.equal(done.headers.get('location'), '/orders/HM10001001')
    assert.match(done.headers.get('set-cookie') ?? '', /HttpOnly; SameSite=Lax/)
  })

  it('never leads to another site', async () => {
    for (const next of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      const body = new URLSearchParams({ customerId: 'c-lin', next })
      const done = await shop.page('/sign-in', { method: 'POST', body })
      assert.equal(done.headers.get('location'), '/orders', next)
    }
  })

  it('cannot be forged and does not show somebody else’s order', async () => {
    const forged = await shop.page('/orders', { headers: { cookie: 'hemu_session=c-lin.9999999999' } })
    assert.equal(forged.status, 303)
    assert.equal((await visitAs('c-xu', '/orders/HM10001001')).status, 404)
  })

  it('ends when the visitor signs out and after twelve hours', async (t) => {
    const out = await shop.page('/sign-out', { method: 'POST' })
    assert.match(out.headers.get('set-cookie') ?? '', /hemu_session=;/)
    const later = await openTestShop()
    t.after(() => later.close())
    const cookie = await later.cookieOf('c-lin')
    later.passDays(0.6)
    assert.equal((await later.page('/orders', { headers: { cookie } })).status, 303)
  })
})

describe('the chat widget', () => {
  it('comes by one script tag and is told language, page and a signed identity', async () => {
    const page = await visitAs('c-emma', '/orders/HM10006001', 'en')
    assert.ok(page.text.includes(`<script async src="${testWidgetUrl}/widget/loader.js"></script>`))
    const boot = bootOf(page.text)
    assert.deepEqual([boot.locale, boot.page], ['en', { orderId: 'HM10006001' }])
    const { payload } = await jwtVerify(boot.identityToken, new TextEncoder().encode(testIdentitySecret))
    assert.deepEqual([payload.sub, payload.name], ['c-emma', 'Emma Clarke'])
    assert.equal((payload.exp ?? 0) - (payload.iat ?? 0), 7200)
  })

  it('gets no identity from a visitor who has not signed in', async () => {
    const boot = bootOf((await shop.page('/products/p-kettle')).text)
    assert.deepEqual(boot, { locale: 'zh', page: { productId: 'p-kettle' } })
  })

  it('is the only other origin that a page may load from', async () => {
    const policy = (await shop.page('/')).headers.get('content-security-policy') ?? ''
    assert.match(policy, /^default-src 'none'; script-src 'self' 'nonce-[\w-]+' https:\/\/service\.example;/)
    assert.match(policy, /frame-src https:\/\/service\.example;/)
    assert.match(policy, /connect-src 'self' https:\/\/service\.example wss:\/\/service\.example;/)
    assert.doesNotMatch(policy, /unsafe|\*/)
  })
})

describe('hostile text', () => {
  it('from the address bar stays text', async () => {
    const page = await shop.page(`/?q=${encodeURIComponent(hostile)}`)
    assert.equal(page.status, 200)
    assert.doesNotMatch(page.text, /<script>alert|<img src=x/)
    assert.match(page.text, /&quot;&gt;&lt;script&gt;/)
    const next = await shop.page(`/sign-in?next=${encodeURIComponent(hostile)}`)
    assert.doesNotMatch(next.text, /<script>alert/)
    const missing = await shop.page(`/${encodeURIComponent(hostile)}`)
    assert.doesNotMatch(missing.text, /<script>alert/)
  })

  it('from the API stays text on every page that shows it', async () => {
    const address = {
      name: hostile.slice(0, 60),
      province: hostile.slice(0, 40),
      city: hostile.slice(0, 40),
      detail: hostile,
    }
    await shop.call('PUT /api/orders/HM10001003/address', { address })
    await shop.call('POST /api/orders/HM10001003/invoices', {
      type: 'personal',
      title: hostile,
      email: 'a@example.com',
    })
    const complaint = { customerId: 'c-lin', orderId: 'HM10001003', category: 'other', description: hostile }
    assert.equal((await shop.call('POST /api/complaints', complaint)).status, 201)
    const page = await visitAs('c-lin', '/orders/HM10001003')
    // name, city, street, invoice title and complaint; a province named like its city is not repeated
    assert.equal(page.text.match(/&lt;script&gt;alert\(1\)/g)?.length, 5)
    assert.doesNotMatch(page.text, /<script>alert|<img src=x/)
  })
})
