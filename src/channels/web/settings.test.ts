import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { loadWidgetSettings } from '#channels/web/settings.ts'

const packs = (...ids: string[]) => ids.map((id) => join(import.meta.dirname, '../../../packs', id))

test('the chat presents itself as the first pack says that has something to say, and plainly where none has', () => {
  assert.equal(loadWidgetSettings(packs('base', 'ecommerce')).title.en, 'Hemu Living')
  assert.equal(loadWidgetSettings(packs('base')).title.en, 'Customer service')
})
