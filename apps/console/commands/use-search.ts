import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ListedConversation } from '../../../src/conversations/contract.ts'
import type { Article } from '../../../src/knowledge/contract.ts'
import { get, type Page } from '../api.ts'
import { useSession } from '../session.tsx'

export type Found = {
  id: string
  kind: 'conversations' | 'customers' | 'articles'
  title: string
  hint: string
  marks?: [number, number][]
  to: string
}

const LIMIT = 5

/** Looks in conversations, customers and knowledge at once, each only if this person may read it. */
export function useSearch(text: string): { found: Found[]; searching: boolean } {
  const { may } = useSession()
  const settled = useSettled(text.trim(), 180)
  const enabled = settled.length >= 2
  const query = useQuery({
    queryKey: ['palette', settled],
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    queryFn: async ({ signal }) => {
      const parts = await Promise.all([
        may('conversations.read')
          ? get<Page<ListedConversation>>('/api/conversations', { q: settled, limit: LIMIT }, signal).then((page) =>
              page.items.map(foundConversation),
            )
          : [],
        may('customers.read')
          ? get<Page<{ id: string; name: string; tier: string }>>(
              '/api/customers',
              { q: settled, limit: LIMIT },
              signal,
            ).then((page) => page.items.map(foundCustomer))
          : [],
        may('knowledge.read')
          ? get<Page<Article>>('/api/articles', { q: settled, limit: LIMIT }, signal).then((page) =>
              page.items.map(foundArticle),
            )
          : [],
      ])
      return parts.flat()
    },
  })
  return {
    found: enabled ? (query.data ?? []) : [],
    searching: enabled && (query.isFetching || settled !== text.trim()),
  }
}

const foundConversation = (conversation: ListedConversation): Found => ({
  id: `conversation:${conversation.id}`,
  kind: 'conversations',
  title: conversation.customerName,
  hint: conversation.match?.text || (conversation.subject ?? conversation.lastMessage?.preview ?? ''),
  marks: conversation.match?.marks ?? [],
  to: `/conversations/${conversation.id}${conversation.match?.seq ? `?at=${conversation.match.seq}` : ''}`,
})

const foundCustomer = (customer: { id: string; name: string; tier: string }): Found => ({
  id: `customer:${customer.id}`,
  kind: 'customers',
  title: customer.name,
  hint: customer.tier,
  to: `/customers/${customer.id}`,
})

const foundArticle = (article: Article): Found => ({
  id: `article:${article.id}`,
  kind: 'articles',
  title: article.title,
  hint: article.category,
  to: `/knowledge/${article.id}`,
})

function useSettled(value: string, delay: number): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delay)
    return () => clearTimeout(timer)
  }, [value, delay])
  return settled
}
