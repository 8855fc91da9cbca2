import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { openPostings, STRENGTH_BITS } from '#knowledge/search/postings.ts'

test('whatever is added and removed, each list holds exactly what is left', () => {
  const step = fc.record({ add: fc.boolean(), term: fc.nat({ max: 12 }), document: fc.nat({ max: 60 }) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
      const postings = openPostings()
      const expected = new Map<number, Set<number>>()
      for (const { add, term, document } of steps) {
        const documents = expected.get(term) ?? new Set()
        expected.set(term, documents)
        if (add && !documents.has(document)) {
          postings.add(term, (document << STRENGTH_BITS) | 7)
          documents.add(document)
        } else if (!add && documents.size) {
          postings.remove(term, document)
          documents.delete(document)
        }
      }
      for (const [term, documents] of expected) {
        const from = postings.start(term)
        const held = [...postings.block().slice(from, from + postings.count(term))]
        assert.deepEqual(
          held.map((entry) => entry >> STRENGTH_BITS).sort((a, b) => a - b),
          [...documents].sort((a, b) => a - b),
        )
      }
    }),
  )
})
