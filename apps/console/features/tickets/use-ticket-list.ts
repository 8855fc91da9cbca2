import { useState } from 'react'
import type { Ticket } from '../../../../src/tickets/contract.ts'
import type { Column } from '../../components/list/record-table.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { usePages } from '../../components/list/use-pages.ts'
import { useRenewal } from '../../components/list/use-renewal.ts'

const KEY = 'yinghe.console.ticket-columns'
/** Shown until somebody chooses. */
const USUAL = ['title', 'status', 'priority', 'type', 'customer', 'assignee', 'due', 'updated']

/** The filtered, sorted list. Sort and filters live in the address, the chosen columns in this browser. */
export function useTicketList() {
  const filters = useFilters(['q', 'status', 'state', 'type', 'priority', 'assignee', 'overdue', 'customer', 'skill'])
  const order = useFilters(['sort'])
  const sort = order.values.sort || 'newest'
  const pages = usePages<Ticket>('tickets', '/api/tickets', { ...filters.values, sort })
  useRenewal('ticket.', 'tickets')
  return { filters, sort, setSort: (next: string) => order.set({ sort: next === 'newest' ? '' : next }), pages }
}

/** Which columns somebody wants to see; the title always stays. */
export function useChosenColumns(all: Column<Ticket>[]) {
  const [chosen, setChosen] = useState<string[]>(readChosen)
  const choose = (keys: string[]) => {
    setChosen(keys)
    try {
      localStorage.setItem(KEY, JSON.stringify(keys))
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  }
  return {
    chosen,
    choose,
    reset: () => choose(USUAL),
    columns: all.filter(({ key }) => key === 'title' || chosen.includes(key)),
  }
}

function readChosen(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    if (Array.isArray(kept)) return kept.filter((key) => typeof key === 'string')
  } catch {
    // Storage is blocked or holds something else.
  }
  return USUAL
}
