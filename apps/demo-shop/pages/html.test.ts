import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { html, scriptData } from './html.ts'

describe('a page template', () => {
  it('never lets a value become markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'a', '禾') }), (text) => {
        const escaped = html`${text}`.html
        assert.doesNotMatch(escaped, /[<>"']/)
        const back = escaped
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&#39;', "'")
          .replaceAll('&amp;', '&')
        assert.equal(back, text)
      }),
    )
  })

  it('keeps markup that is markup, joins lists and leaves out what is empty', () => {
    assert.equal(html`<p>${[html`<b>${1}</b>`, 'x']}${undefined}${false}${null}${0}</p>`.html, '<p><b>1</b>x0</p>')
  })
})

describe('data for a script', () => {
  it('reads back as it was and cannot end the script', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('</script>', '<!--', '\u2028', '&amp;'), (value, hostile) => {
        const text = scriptData({ value, hostile }).html
        assert.doesNotMatch(text, /[<>&\u2028\u2029]/)
        assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify({ value, hostile })))
      }),
    )
  })
})
