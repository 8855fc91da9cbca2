import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo, LookupFunction } from 'node:net'
import { after, before, test } from 'node:test'
import { openFetchPage } from '#knowledge/import/fetch-page.ts'
import { AppError, type ErrorCode } from '#platform/errors.ts'
import { isPublic, type MayConnect } from '#platform/http/public-address.ts'

let server: Server
let port: number
let asked: string[] = []
before(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.headers.host} ${request.url}`)
    const to: Record<string, string> = {
      '/to-loopback': `http://127.0.0.1:${port}/secret`,
      '/to-mapped': `http://[::ffff:127.0.0.1]:${port}/secret`,
      '/to-name': `http://inside.test:${port}/secret`,
      '/to-file': 'file:///etc/passwd',
      '/loop': '/loop',
      '/moved': '/page',
    }
    const location = to[request.url ?? '']
    if (location) return response.writeHead(302, { location }).end()
    if (request.url === '/endless') {
      response.writeHead(200, { 'content-type': 'text/html' })
      const timer = setInterval(() => response.write('x'.repeat(64 * 1024)), 1)
      return response.on('close', () => clearInterval(timer))
    }
    if (request.url === '/missing') return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<h1>Secret or page</h1>')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
})
after(() => server.close())

/** Every name leads to our own server; only the name `docs.test` may. */
const lookup: LookupFunction = (_name, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }])
const mayConnect: MayConnect = (address, url) => url.hostname === 'docs.test' || isPublic(address)
const fetchPage = openFetchPage({ lookup, mayConnect, mostBytes: 1024 * 1024 })
const get = (path: string) => fetchPage(`http://docs.test:${port}${path}`, new AbortController().signal)
const refuses = (work: Promise<unknown>, code: ErrorCode) =>
  assert.rejects(work, (error) => error instanceof AppError && error.code === code)

test('a page is fetched, through redirects that stay outside', async () => {
  const page = await get('/moved')
  assert.equal(page.bytes.toString(), '<h1>Secret or page</h1>')
  assert.equal(page.url, `http://docs.test:${port}/page`)
})

test('a redirect into the house is refused before anything is asked there', async () => {
  asked = []
  for (const path of ['/to-loopback', '/to-mapped', '/to-name', '/to-file']) await refuses(get(path), 'address_refused')
  assert.ok(!asked.some((line) => line.endsWith('/secret')), asked.join(', '))
  await refuses(get('/loop'), 'address_refused')
})

test('addresses of the house, of the machine and of the cloud are refused whatever they are written as', async () => {
  const strict = openFetchPage()
  const signal = new AbortController().signal
  for (const host of [
    ...['127.0.0.1', '0.0.0.0', '10.0.0.8', '172.16.3.4', '192.168.1.1', '169.254.169.254', '100.100.100.200'],
    ...['[::1]', '[::ffff:10.0.0.1]', '[fd00:ec2::254]', '[fe80::1]', '[64:ff9b::7f00:1]', '2130706433', '0x7f.1'],
    ...['localhost', 'user:pass@example.com'],
  ])
    await refuses(strict(`http://${host}:${port}/`, signal), 'address_refused')
  for (const url of ['ftp://example.com/', 'file:///etc/passwd', 'javascript:alert(1)', 'nothing'])
    await refuses(strict(url, signal), 'address_refused')
})

test('a name with one public and one inner address is refused', async () => {
  const mixed: LookupFunction = (_name, _options, callback) =>
    callback(null, [
      { address: '93.184.216.34', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ])
  await refuses(
    openFetchPage({ lookup: mixed })(`http://mixed.test:${port}/`, new AbortController().signal),
    'address_refused',
  )
})

test('what never ends is cut off, what is not there is said', async () => {
  await refuses(get('/endless'), 'payload_too_large')
  await refuses(get('/missing'), 'import_unreadable')
})
