import { DeleteOutlined, StarOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SavedView } from '../../../../src/desk/views/contract.ts'
import { get, type Page, post, remove } from '../../api.ts'
import type { Filters } from '../../components/list/use-filters.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { useSession } from '../../session.tsx'
import styles from './conversations.module.css'
import type { FilterName } from './use-conversations.ts'

/** Narrowings of the list under a name: one's own and the team's. */
export function SavedViews({ filters }: { filters: Filters<FilterName> }) {
  const { t } = useTranslation('conversations')
  const [open, setOpen] = useState(false)
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={<Views filters={filters} onDone={() => setOpen(false)} />}
    >
      <Button icon={<StarOutlined aria-hidden />}>{t('views.title')}</Button>
    </Popover>
  )
}

function Views({ filters, onDone }: { filters: Filters<FilterName>; onDone: () => void }) {
  const { t } = useTranslation('conversations')
  const { user, may } = useSession()
  const { views, keep, forget } = useViews()
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const chosen = Object.fromEntries(Object.entries(filters.values).filter(([, value]) => value))
  const pick = (view: SavedView) => {
    const empty = Object.fromEntries(Object.keys(filters.values).map((key) => [key, '']))
    filters.set({ ...empty, ...view.filters })
    onDone()
  }
  const save = () => keep.mutate({ name: name.trim(), shared, filters: chosen }, { onSuccess: onDone })
  return (
    <div className={styles.views}>
      {views.map((view) => (
        <div key={view.id} className={styles.view}>
          <button type="button" onClick={() => pick(view)}>
            {view.name} {view.ownerId === null && <small>{t('views.team')}</small>}
          </button>
          {(view.ownerId === user.id || may('conversations.assign')) && (
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={t('views.forget', { name: view.name })}
              onClick={() => forget.mutate(view.id)}
            />
          )}
        </div>
      ))}
      {views.length === 0 && <p className={styles.quiet}>{t('views.none')}</p>}
      <form
        className={styles.newView}
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() && filters.active) save()
        }}
      >
        <Input
          size="small"
          value={name}
          maxLength={40}
          placeholder={filters.active ? t('views.name') : t('views.chooseFirst')}
          aria-label={t('views.name')}
          disabled={!filters.active}
          onChange={(event) => setName(event.target.value)}
        />
        {may('conversations.assign') && (
          <Checkbox checked={shared} disabled={!filters.active} onChange={(event) => setShared(event.target.checked)}>
            {t('views.shared')}
          </Checkbox>
        )}
        <Button
          size="small"
          type="primary"
          htmlType="submit"
          disabled={!name.trim() || !filters.active}
          loading={keep.isPending}
        >
          {t('views.keep')}
        </Button>
      </form>
    </div>
  )
}

function useViews() {
  const client = useQueryClient()
  const { failed } = useTold()
  const queryKey = ['views']
  const query = useQuery({ queryKey, queryFn: ({ signal }) => get<Page<SavedView>>('/api/views', {}, signal) })
  const settled = { onError: failed, onSettled: () => client.invalidateQueries({ queryKey }) }
  const keep = useMutation({
    mutationFn: (view: { name: string; shared: boolean; filters: Record<string, string> }) => post('/api/views', view),
    ...settled,
  })
  const forget = useMutation({ mutationFn: (id: string) => remove(`/api/views/${id}`), ...settled })
  return { views: query.data?.items ?? [], keep, forget }
}
