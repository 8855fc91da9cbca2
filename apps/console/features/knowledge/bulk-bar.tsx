import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ManagedArticle } from '../../../../src/knowledge/contract.ts'
import { ChosenBar } from '../../components/list/chosen-bar.tsx'
import type { Chosen } from '../../components/list/use-chosen.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { useBulk } from './use-bulk.ts'

/** What can be done with all ticked articles at once, and which of them refused and why. */
export function BulkBar({ chosen, articles }: { chosen: Chosen; articles: ManagedArticle[] }) {
  const { t } = useTranslation(['knowledge', 'lists'])
  const [moving, setMoving] = useState(false)
  const bulk = useBulk(chosen)
  const { ids } = chosen
  const titleOf = (id: string) => articles.find((one) => one.id === id)?.title ?? id
  return (
    <ChosenBar
      count={t('knowledge:bulk.chosen', { count: ids.length })}
      busy={bulk.busy}
      onClear={chosen.clear}
      refused={bulk.refused.map(({ id, message }) => ({ id, message, name: titleOf(id) }))}
      refusedCount={t('knowledge:bulk.refused', { count: bulk.refused.length })}
      onForget={bulk.forget}
    >
      <Button size="small" loading={bulk.busy} onClick={() => bulk.act({ ids, what: 'publish' })}>
        {t('knowledge:act.publish')}
      </Button>
      <Button size="small" loading={bulk.busy} onClick={() => bulk.act({ ids, what: 'unpublish' })}>
        {t('knowledge:act.unpublish')}
      </Button>
      <Button size="small" onClick={() => setMoving(true)}>
        {t('knowledge:bulk.move')}
      </Button>
      <Button size="small" danger onClick={() => bulk.archive(ids)}>
        {t('knowledge:act.archive')}
      </Button>
      {moving && (
        <MoveDialog
          count={ids.length}
          onClose={() => setMoving(false)}
          onMove={(to) => {
            setMoving(false)
            bulk.act({ ids, what: 'move', ...to })
          }}
        />
      )}
    </ChosenBar>
  )
}
