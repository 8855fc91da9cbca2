import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import writeExcel from 'write-excel-file/node'
import { Unreadable } from '#knowledge/import/blocks.ts'
import type { ColumnMapping, ImportFormat } from '#knowledge/import/contract.ts'
import { decodeText } from '#knowledge/import/decode-text.ts'
import { detectFormat } from '#knowledge/import/detect-format.ts'
import { suggestQuestions } from '#knowledge/import/is-question.ts'
import { parseSource } from '#knowledge/import/parse-source.ts'
import { makeDocx, makePdf } from '#knowledge/import/testing.ts'

const read = (bytes: Buffer | string, format: ImportFormat, mapping: ColumnMapping = {}) =>
  parseSource({ bytes: Buffer.from(bytes as Buffer), format, mapping }, () => undefined)
const titles = async (bytes: Buffer | string, format: ImportFormat) =>
  (await read(bytes, format)).drafts.map(({ content }) => content.title)
const unreadable = (pattern: RegExp) => (error: unknown) => error instanceof Unreadable && pattern.test(error.zh)

test('a Word file gives its questions with their answers and where they stand', async () => {
  const docx = await makeDocx([
    '# 售后手册',
    '## 如何申请退货？',
    '在订单页点击“申请退货”。',
    '填写原因后提交。',
    '## 运费说明',
    '满 99 元包邮，不满收取 8 元运费。',
    '问：可以开专票吗？',
    '答：可以，请提供税号。',
  ])
  const { drafts } = await read(docx, 'docx')
  const byTitle = new Map(drafts.map((draft) => [draft.content.title, draft]))
  assert.deepEqual([...byTitle.keys()].sort(), ['可以开专票吗', '如何申请退货', '运费说明'])
  assert.match(byTitle.get('如何申请退货')!.content.body, /申请退货”。\s+填写原因后提交/)
  assert.deepEqual(byTitle.get('如何申请退货')!.content.questions, ['怎么申请退货'])
  assert.equal(byTitle.get('可以开专票吗')!.content.body, '可以，请提供税号。')
  assert.equal(byTitle.get('运费说明')!.place.section, '售后手册')
})

test('a PDF gives headings by the height of their letters, with pages; a page that is a picture is reported', async () => {
  const pdf = makePdf([
    [
      { text: '产品手册', size: 22 },
      { text: '保修期有多久？', size: 15 },
      { text: '整机保修一年，电机保修三年，自签收之日起算，' },
      { text: '需要提供订单号。' },
    ],
    [],
    [{ text: '清洁方法', size: 15 }, { text: '每周用湿布擦拭一次，不要用水直接冲洗机身。' }],
  ])
  const { drafts } = await read(pdf, 'pdf')
  const found = drafts.map(({ content, place, problem }) => [content.title, place.page, problem?.zh ?? ''])
  assert.deepEqual(found, [
    ['保修期有多久', 1, ''],
    ['清洁方法', 3, ''],
    ['', 2, '第 2 页没有可读取的文字，可能是扫描图片。'],
  ])
  assert.equal(drafts[0]!.content.body, '整机保修一年，电机保修三年，自签收之日起算，需要提供订单号。')
})

test('Markdown, HTML and plain text give the same questions', async () => {
  const md = '# FAQ\n\n## 怎么改地址\n\n发货前可以改。\n\n**多久发货？**\n\n24 小时内。\n'
  const html =
    '<html><nav><p>首页 登录</p></nav><main><h2>怎么改地址</h2><p>发货前可以改。</p><p><b>多久发货？</b></p><p>24 小时内。</p></main><script>x()</script></html>'
  const text = '怎么改地址\n\n发货前可以改，请尽早提交。\n\n问：多久发货？\n答：24 小时内。'
  assert.deepEqual((await titles(md, 'markdown')).sort(), ['多久发货', '怎么改地址'])
  assert.deepEqual((await titles(html, 'html')).sort(), ['多久发货', '怎么改地址'])
  assert.deepEqual((await titles(text, 'text')).sort(), ['多久发货', '怎么改地址'])
  const { drafts } = await read(md, 'markdown')
  assert.equal(drafts.find(({ content }) => content.title === '怎么改地址')!.place.line, 3)
})

test('numbered questions, English pairs, definitions and long sections become drafts', async () => {
  const faq = '1. 如何注册账号？\n点击右上角注册。\n2. 忘记密码怎么办？\n点击找回密码。'
  assert.deepEqual(await titles(faq, 'text'), ['如何注册账号', '忘记密码怎么办'])
  assert.deepEqual(await titles('Q1: How do I reset it?\nA1: Hold the button for five seconds.', 'text'), [
    'How do I reset it',
  ])
  assert.deepEqual(await titles('# 名词\n\n首重是指包裹的起始计费重量，一般为一公斤。', 'markdown'), ['什么是首重'])
  const long = `# 使用须知\n\n${Array.from({ length: 80 }, (_, i) => `第 ${i} 条：${'请按说明操作。'.repeat(10)}`).join('\n\n')}`
  const { drafts } = await read(long, 'markdown')
  assert.ok(drafts.length > 3)
  assert.ok(drafts.every(({ content }) => content.body.length <= 2500))
  assert.match(drafts[0]!.content.title, /^使用须知 \(1\/\d+\)$/)
})

const TABLE =
  '问题,答案,相似问题1,相似问题2,分类,失效时间\n怎么退货,点“申请退货”。,退货流程,想退掉,售后,2027-01-31\n,没有问题,,,,\n怎么换货,,,,,\n日期错,有答案,,,,昨天\n'

test('a CSV in GBK or UTF-8 gives rows with their columns; what is missing is said with its line', async () => {
  for (const bytes of [
    Buffer.from(`\uFEFF${TABLE}`),
    iconv.encode(TABLE, 'gbk'),
    iconv.encode(TABLE, 'utf16le', { addBOM: true }),
  ]) {
    const { drafts, columns } = await read(bytes, 'csv')
    assert.deepEqual(columns.slice(0, 3), ['问题', '答案', '相似问题1'])
    const [first, empty, unanswered, dated] = drafts
    assert.deepEqual(first!.content, {
      title: '怎么退货',
      body: '点“申请退货”。',
      questions: ['退货流程', '想退掉'],
      category: '售后',
      validUntil: '2027-01-30T16:00:00.000Z',
    })
    assert.deepEqual([empty!.place.row, empty!.problem?.zh], [3, '问题为空。'])
    assert.deepEqual([unanswered!.place.row, unanswered!.problem?.en], [4, 'The answer is empty.'])
    assert.equal(dated!.problem?.zh, '日期无法识别：昨天')
  }
})

test('an Excel file gives all its sheets; unknown headings are asked for and mapped', async () => {
  const sheet = (rows: string[][]) => rows.map((row) => row.map((value) => ({ value, type: String })))
  const data = sheet([
    ['客户怎么问', '我们怎么答'],
    ['几天到货', '一般 3 天。'],
  ])
  const bytes = (await writeExcel(data as never).toBuffer()) as Buffer
  await assert.rejects(
    read(bytes, 'xlsx'),
    (error) => error instanceof Unreadable && error.columns.includes('客户怎么问'),
  )
  const { drafts } = await read(bytes, 'xlsx', { question: '客户怎么问', answer: '我们怎么答' })
  assert.deepEqual(
    drafts.map(({ content, place }) => [content.title, content.body, place.row]),
    [['几天到货', '一般 3 天。', 2]],
  )
})

test('damaged and empty sources are refused in words', async () => {
  await assert.rejects(read('PK\u0003\u0004 nothing', 'docx'), unreadable(/已损坏/))
  await assert.rejects(read('%PDF-1.4 nothing', 'pdf'), unreadable(/已损坏/))
  await assert.rejects(read('   \n\n', 'text'), unreadable(/没有找到/))
})

test('the format is what name and content agree on', async () => {
  const docx = await makeDocx(['x'])
  assert.equal(detectFormat('a.docx', null, docx), 'docx')
  assert.equal(detectFormat('a.pdf', null, docx), null)
  assert.equal(detectFormat('a.png', null, Buffer.from('<html><script>')), null)
  assert.equal(detectFormat('a.csv', null, Buffer.from([0xff, 0xfe, 0x31, 0])), 'csv')
  assert.equal(detectFormat('page', 'text/html; charset=gbk', Buffer.from('<p>')), 'html')
  assert.equal(detectFormat('a.txt', null, Buffer.from([1, 0, 2])), null)
})

test('other ways to ask are suggested, never the same one', () => {
  assert.deepEqual(suggestQuestions('请问如何申请退货？'), ['怎么申请退货'])
  assert.deepEqual(suggestQuestions('How do I return it?'), ['how to return it'])
  fc.assert(fc.property(fc.string(), (text) => suggestQuestions(text).every((one) => one !== text && one.length > 2)))
})

test('any text is read without a fault, whatever it is taken for', async () => {
  const formats: ImportFormat[] = ['markdown', 'html', 'text', 'csv']
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom('# ', '\n\n', 'Q: ', '答：', '1. ', '**x？**', '<h1>', '|', ',"', '？'),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 30 }), fc.constantFrom(...formats), async (pieces, format) => {
      try {
        const { drafts } = await read(pieces.join(''), format)
        assert.ok(drafts.length > 0)
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error
      }
    }),
    { numRuns: 300 },
  )
  fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof decodeText(Buffer.from(bytes)) === 'string'))
})
