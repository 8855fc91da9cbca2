import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatUri, parseNameAddress, parseUri, parseVia, tagOf, userOf } from '#voice/transports/sip/address.ts'
import { answerChallenge, openDoorkeeper, parseChallenge } from '#voice/transports/sip/digest.ts'
import {
  formatMessage,
  headerOf,
  isRequest,
  parseMessage,
  type SipMessage,
  type SipRequest,
  splitList,
  valuesOf,
} from '#voice/transports/sip/message.ts'
import { agree, formatAnswer, formatOffer, parseSdp } from '#voice/transports/sip/sdp.ts'

const INVITE = `INVITE sip:bot@192.0.2.9 SIP/2.0\r
Via: SIP/2.0/UDP 192.0.2.4:5090;branch=z9hG4bK1;rport, SIP/2.0/TCP [2001:db8::1]:5060;branch=z9hG4bK0\r
v: SIP/2.0/UDP proxy.example\r
f: "Wang, \\"Li\\"" <sip:13800138000@192.0.2.4>;tag=a1\r
t: <sip:bot@192.0.2.9;user=phone>\r
i: abc@192.0.2.4\r
CSeq: 1 INVITE\r
Subject: one\r
  two\r
c: application/sdp\r
l: 4\r
\r
v=0\r`

test('a request is read with compact names, folded lines and lists', () => {
  const message = parseMessage(Buffer.from(INVITE))!
  assert.ok(isRequest(message))
  assert.equal(message.method, 'INVITE')
  assert.equal(headerOf(message, 'subject'), 'one two')
  assert.equal(headerOf(message, 'content-type'), 'application/sdp')
  assert.deepEqual(
    valuesOf(message, 'via').map((via) => parseVia(via)!.host),
    ['192.0.2.4', '2001:db8::1', 'proxy.example'],
  )
  assert.deepEqual(parseNameAddress(headerOf(message, 'from')!), {
    name: 'Wang, "Li"',
    uri: 'sip:13800138000@192.0.2.4',
    params: { tag: 'a1' },
  })
  assert.equal(userOf(headerOf(message, 'from')), '13800138000')
  assert.equal(message.body, 'v=0\r')
})

test('a message that lacks what it must have, or lies about its length, is none', () => {
  for (const [what, broken] of [
    ['no Via', INVITE.replace(/^(Via|v): .*\r\n/gm, '')],
    ['no Call-ID', INVITE.replace(/^i: .*\r\n/m, '')],
    ['another method in CSeq', INVITE.replace('1 INVITE', '1 BYE')],
    ['a body that is not there', INVITE.replace('l: 4', 'l: 400')],
    ['a length that is no number', INVITE.replace('l: 4', 'l: -1')],
    ['another version', INVITE.replace('SIP/2.0\r\nVia', 'SIP/3.0\r\nVia')],
    ['a header without a name', INVITE.replace('Subject:', ':')],
  ] as const)
    assert.equal(parseMessage(Buffer.from(broken)), null, what)
})

const word = fc.stringMatching(/^[a-z0-9]{1,12}$/)
const message: fc.Arbitrary<SipRequest> = fc
  .record({
    method: fc.constantFrom('INVITE', 'BYE', 'OPTIONS'),
    uri: word.map((user) => `sip:${user}@192.0.2.1`),
    body: fc.string({ maxLength: 40, unit: 'grapheme' }),
    extra: word,
  })
  .map(({ method, uri, body, extra }) => ({
    method,
    uri,
    body,
    headers: [
      ['via', `SIP/2.0/UDP 192.0.2.4;branch=z9hG4bK${extra}`],
      ['from', `<sip:${extra}@a>;tag=1`],
      ['to', '<sip:b@b>'],
      ['call-id', extra],
      ['cseq', `7 ${method}`],
      ['x-extra', extra],
    ],
  }))

test('what is formatted reads back as it was', () => {
  fc.assert(
    fc.property(message, (written) => {
      const read = parseMessage(formatMessage(written)) as SipRequest
      assert.deepEqual({ ...read, headers: read.headers.filter(([name]) => name !== 'content-length') }, written)
    }),
  )
})

test('a value with line breaks adds no line', () => {
  const evil: SipMessage = { ...(parseMessage(Buffer.from(INVITE)) as SipRequest) }
  const bytes = formatMessage({ ...evil, headers: [...evil.headers, ['x-evil', 'a\r\nRoute: <sip:evil@x>\r\n\r\n']] })
  assert.equal(headerOf(parseMessage(bytes)!, 'route'), undefined)
})

test('noise and mutated messages never throw', () => {
  const flips = fc.array(fc.tuple(fc.nat(INVITE.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 12 })
  fc.assert(
    fc.property(flips, fc.nat(INVITE.length), fc.uint8Array({ maxLength: 200 }), (changes, cut, noise) => {
      const bytes = Buffer.from(INVITE)
      for (const [at, byte] of changes) bytes[at] = byte
      for (const each of [bytes, bytes.subarray(0, cut), noise]) {
        const read = parseMessage(each)
        if (!read) continue
        for (const via of valuesOf(read, 'via')) parseVia(via)
        parseMessage(formatMessage(read))
        tagOf(headerOf(read, 'from'))
        parseUri(userOf(headerOf(read, 'to')))
      }
    }),
    { numRuns: 500 },
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      parseUri(text)
      parseNameAddress(text)
      parseSdp(text)
      parseChallenge(text)
      splitList(text)
    }),
  )
})

test('addresses of every shape', () => {
  assert.deepEqual(parseUri('sip:+86%31%30@example.com:5062;transport=tcp?Replaces=a%3Bto-tag%3D1'), {
    scheme: 'sip',
    user: '+8610',
    host: 'example.com',
    port: 5062,
    params: { transport: 'tcp' },
    headers: { replaces: 'a;to-tag=1' },
  })
  assert.equal(parseUri('sip:[2001:db8::1]:5060')!.host, '2001:db8::1')
  assert.equal(parseUri('tel:+8613800138000;phone-context=x')!.user, '+8613800138000')
  for (const wrong of ['http://x', 'sip:a@b:99999', 'sip:', 'sip:a@b c']) assert.equal(parseUri(wrong), null, wrong)
  assert.equal(formatUri({ user: '+86*1#', host: '2001:db8::1', port: 5060 }), 'sip:+86*1%23@[2001:db8::1]:5060')
  assert.deepEqual(parseNameAddress('sip:a@b;tag=9'), { name: '', uri: 'sip:a@b', params: { tag: '9' } })
})

const OFFER = `v=0
o=u 1 1 IN IP4 192.0.2.4
s=-
c=IN IP4 192.0.2.4
t=0 0
m=audio 6000 RTP/AVP 18 8 0 96
a=rtpmap:18 G729/8000
a=rtpmap:96 telephone-event/8000
a=fmtp:96 0-15
m=video 6002 RTP/AVP 99
c=IN IP4 192.0.2.5
a=sendonly
`

test('an offer is answered with its first codec that we speak and its own payload type for keys', () => {
  const theirs = parseSdp(OFFER)!
  assert.deepEqual([theirs.address, theirs.port, theirs.keyType, theirs.direction], ['192.0.2.4', 6000, 96, 'sendrecv'])
  const agreed = agree(theirs, false)!
  const ours = { address: '192.0.2.9', port: 4000, session: '1', version: 2, direction: 'sendrecv' as const, key: null }
  const answer = parseSdp(formatAnswer(ours, agreed))!
  assert.deepEqual([answer.codecs, answer.keyType], [[{ codec: 'pcma', payloadType: 8 }], 96])
  assert.equal(agree(parseSdp(OFFER.replace('18 8 0 96', '18'))!, false), null, 'nothing in common')
  const offer = parseSdp(formatOffer(ours))!
  assert.deepEqual(
    [offer.codecs.map(({ codec }) => codec), offer.keyType, offer.rtcpMux],
    [['pcma', 'pcmu'], 101, true],
  )
})

test('every way to put a call on hold is seen', () => {
  assert.equal(parseSdp(OFFER.replace('a=fmtp', 'a=sendonly\na=fmtp'))!.direction, 'sendonly')
  assert.equal(parseSdp(OFFER.replace('t=0 0', 't=0 0\na=inactive'))!.direction, 'inactive')
  assert.equal(parseSdp(OFFER.replace('c=IN IP4 192.0.2.4', 'c=IN IP4 0.0.0.0'))!.direction, 'inactive')
})

test('the digest is that of RFC 2617 and RFC 7616', () => {
  const challenge = parseChallenge(
    'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"',
  )!
  const asked = {
    method: 'GET',
    uri: '/dir/index.html',
    user: 'Mufasa',
    password: 'Circle Of Life',
    count: 1,
    cnonce: '0a4f113b',
  }
  assert.match(answerChallenge(challenge, asked), /response="6629fae49393a05397450978507c4ef1"/)
  const sha = parseChallenge(
    'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
  )!
  const other = { ...asked, password: 'Circle of Life', cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ' }
  assert.match(
    answerChallenge(sha, other),
    /response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"/,
  )
})

test('a caller with the password comes in; a wrong, replayed or old answer does not', () => {
  let now = 1_000_000
  const door = openDoorkeeper('yinghe', () => now)
  const challenge = parseChallenge(door.challenge())!
  const asked = { method: 'INVITE', uri: 'sip:bot@x', user: 'gate', password: 'right', count: 1 }
  const passwordOf = (user: string) => (user === 'gate' ? 'right' : null)
  const answer = answerChallenge(challenge, asked)
  assert.deepEqual(door.verify(answer, 'INVITE', passwordOf), { user: 'gate' })
  assert.equal(door.verify(answer, 'INVITE', passwordOf), 'stale', 'replayed')
  assert.equal(
    door.verify(answerChallenge(challenge, { ...asked, count: 2 }), 'BYE', passwordOf),
    null,
    'another method',
  )
  assert.equal(
    door.verify(answerChallenge(challenge, { ...asked, password: 'no', count: 3 }), 'INVITE', passwordOf),
    null,
  )
  assert.equal(door.verify(answerChallenge(challenge, { ...asked, user: 'who', count: 3 }), 'INVITE', passwordOf), null)
  const forged = answerChallenge({ ...challenge, nonce: 'abc.def' }, { ...asked, count: 4 })
  assert.equal(door.verify(forged, 'INVITE', passwordOf), null, 'a nonce of somebody else')
  now += 6 * 60_000
  assert.equal(door.verify(answerChallenge(challenge, { ...asked, count: 5 }), 'INVITE', passwordOf), 'stale')
})
