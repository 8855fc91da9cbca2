import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { type Block, type Inline, parseMarkdown, parsePlain } from './markdown.ts'

const inlines = (blocks: Block[]): Inline[] =>
  blocks.flatMap((block) => {
    if (block.kind === 'code') return []
    const content = block.kind === 'list' ? block.items.flat() : block.content
    return content.flatMap((piece) => (piece.kind === 'bold' ? [piece, ...piece.content] : [piece]))
  })

describe('parseMarkdown', () => {
  test('reads bold, code, links, lists, line breaks and fenced code', () => {
    const source =
      '请先 **断电**，再按 `复位`。\n详见 [说明](https://hemu.example/a?b=1)\n\n1. 打开\n2. 清理\n\n- 甲\n- 乙\n\n```\na < b\n```'
    assert.deepEqual(parseMarkdown(source), [
      {
        kind: 'paragraph',
        content: [
          { kind: 'text', text: '请先 ' },
          { kind: 'bold', content: [{ kind: 'text', text: '断电' }] },
          { kind: 'text', text: '，再按 ' },
          { kind: 'code', text: '复位' },
          { kind: 'text', text: '。' },
          { kind: 'break' },
          { kind: 'text', text: '详见 ' },
          { kind: 'link', href: 'https://hemu.example/a?b=1', text: '说明' },
        ],
      },
      {
        kind: 'list',
        ordered: true,
        start: 1,
        items: [[{ kind: 'text', text: '打开' }], [{ kind: 'text', text: '清理' }]],
      },
      {
        kind: 'list',
        ordered: false,
        start: 1,
        items: [[{ kind: 'text', text: '甲' }], [{ kind: 'text', text: '乙' }]],
      },
      { kind: 'code', text: 'a < b' },
    ])
  })

  test('other schemes and broken addresses stay text', () => {
    for (const address of [
      'javascript:alert(1)',
      'data:text/html,x',
      'JaVaScRiPt:alert(1)',
      '//evil.example',
      'http://',
    ]) {
      const found = inlines(parseMarkdown(`[看这里](${address})`))
      assert.ok(
        found.every((piece) => piece.kind === 'text'),
        address,
      )
      assert.equal(found.map((piece) => (piece.kind === 'text' ? piece.text : '')).join(''), `[看这里](${address})`)
    }
  })

  test('any text is read without an error and links lead to http(s) only', () => {
    const pieces = fc.constantFrom(
      '**',
      '`',
      '[',
      '](',
      ')',
      '\n',
      '- ',
      '1. ',
      '```',
      'https://a.b/',
      'javascript:',
      '字',
      ' x',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces).map((list) => list.join('')),
        ),
        (source) => {
          for (const piece of inlines(parseMarkdown(source))) {
            if (piece.kind === 'link') assert.match(piece.href, /^https?:\/\//)
          }
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('hostile repetitions take no time', () => {
    const began = performance.now()
    for (const piece of ['**', '[', '`', '[a](', '**a', '1.\n', '```\n'])
      parseMarkdown(piece.repeat(4000 / piece.length))
    assert.ok(performance.now() - began < 1000)
  })
})

test('plain text keeps every character and links bare addresses without the punctuation after them', () => {
  assert.deepEqual(parsePlain('见 https://hemu.example/a。\n**原样**'), [
    { kind: 'text', text: '见 ' },
    { kind: 'link', href: 'https://hemu.example/a', text: 'https://hemu.example/a' },
    { kind: 'text', text: '。' },
    { kind: 'break' },
    { kind: 'text', text: '**原样**' },
  ])
})
