// A small service for the tests: a library that lends books.
import { z } from 'zod'
import { ServiceError } from '../kit/service/errors.ts'
import type { Store } from '../kit/service/store.ts'
import { type DemoService, operation } from './contract.ts'

const Book = z.object({ id: z.string(), customerId: z.string(), title: z.string(), due: z.string() })
type Book = z.infer<typeof Book>

const dayMs = 86_400_000

export const library: DemoService = {
  id: 'library',
  title: '书屋 Library',
  refusals: { renewed_already: ['这本书已经续借过', 'This book has been renewed already'] },
  operations: [
    operation('listBooks', 'GET /customers/{customerId}/books', {
      summary: 'Books a customer has',
      query: z.object({ limit: z.coerce.number().int().min(1).max(50).optional() }),
      answer: z.object({ books: z.array(Book) }),
      run: ({ store }, { params, query }) => ({
        books: store.listUnder<Book>('book', params.customerId!, query.limit),
      }),
    }),
    operation('getBook', 'GET /books/{bookId}', {
      summary: 'A book that is lent',
      answer: Book,
      errors: ['not_found'],
      run: ({ store }, { params }) => found(store, params.bookId!),
    }),
    operation('renewBook', 'POST /books/{bookId}/renewals', {
      summary: 'Renew a book once',
      body: z.object({ days: z.int().min(1).max(30), channel: z.string(), note: z.string().optional() }),
      answer: z.object({ id: z.string(), due: z.string() }),
      status: 201,
      errors: ['not_found', 'renewed_already'],
      run({ store, now }, { params, body }) {
        const book = found(store, params.bookId!)
        if (store.get('renewal', book.id)) throw new ServiceError('renewed_already')
        const renewal = {
          id: `RN${store.nextNumber('renewal', 1001)}`,
          due: new Date(Date.parse(book.due) + body.days * dayMs).toISOString(),
        }
        store.put('renewal', book.id, { ...renewal, ...body, at: now().toISOString() })
        store.put('book', book.id, { ...book, due: renewal.due }, book.customerId)
        return renewal
      },
    }),
  ],
  seed(store, now) {
    const due = new Date(now.getTime() + 3 * dayMs).toISOString()
    store.put('book', 'B1', { id: 'B1', customerId: 'c-lin', title: '城南旧事', due }, 'c-lin')
    store.put('book', 'B2', { id: 'B2', customerId: 'c-wang', title: '活着', due }, 'c-wang')
  },
}

function found(store: Store, id: string): Book {
  const book = store.get<Book>('book', id)
  if (!book) throw new ServiceError('not_found', id)
  return book
}
