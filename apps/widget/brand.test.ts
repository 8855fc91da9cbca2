import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dark, light } from '../kit/tokens.ts'
import { brandShades } from './brand.ts'

const channel = fc.integer({ min: 0, max: 255 })

test("any site's colour gives buttons and text that can be read, by day and by night", () => {
  fc.assert(
    fc.property(channel, channel, channel, fc.constantFrom('light', 'dark'), (r, g, b, mode) => {
      const color = `#${[r, g, b].map((value) => value.toString(16).padStart(2, '0')).join('')}`
      const shades = brandShades(color, mode)
      assert.ok(shades)
      const ground = (mode === 'light' ? light : dark).page
      assert.ok(contrast(shades['on-action'], shades.action) >= 4.5, `button of ${color}`)
      assert.ok(contrast(shades['on-action'], shades['action-hover']) >= 4.5, `button of ${color} under the pointer`)
      assert.ok(contrast(shades['action-text'], ground) >= 4.5, `text of ${color}`)
      assert.ok(contrast(shades['action-text'], shades['action-soft']) >= 4.5, `text of ${color} on its soft ground`)
      assert.ok(contrast(shades.focus, ground) >= 3, `focus ring of ${color}`)
    }),
    { numRuns: 2000 },
  )
})

test('what is no colour is refused', () => {
  for (const bad of ['red', '#fff', '#12345g', 'url(x)', '']) assert.equal(brandShades(bad, 'light'), null)
})

function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
