import { AuditOutlined } from '@ant-design/icons'
import { Button, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import type { Review } from '../../../../src/desk/quality/contract.ts'
import { useCommands } from '../../commands/registry.ts'
import { Field } from '../../components/list/field.tsx'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import { useAct, useQualitySettings } from './use-quality.ts'

/** Puts a conversation up for inspection by hand, and goes to score it. For inspectors, once somebody has served it. */
export function InspectButton({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('quality')
  const { may, user } = useSession()
  const [open, setOpen] = useState(false)
  const { assigneeId, acceptedAt } = conversation
  const usable = may('quality.manage') && acceptedAt !== null && assigneeId !== user.id
  const show = () => setOpen(true)
  useCommands(usable ? [{ id: 'quality:inspect', title: t('inspect.act'), group: t('title'), run: show }] : [])
  if (!usable) return null
  return (
    <>
      <Button icon={<AuditOutlined aria-hidden />} onClick={show}>
        {t('inspect.act')}
      </Button>
      {open && <ChooseCard conversationId={conversation.id} onClose={() => setOpen(false)} />}
    </>
  )
}

function ChooseCard({ conversationId, onClose }: { conversationId: string; onClose: () => void }) {
  const { t } = useTranslation('quality')
  const { locale } = usePreferences()
  const navigate = useNavigate()
  const query = useQualitySettings(true)
  const cards = (query.data?.scorecards ?? []).filter(({ active }) => active)
  const [chosen, setChosen] = useState<string | null>(null)
  const scorecardId = chosen ?? cards[0]?.id
  const { act, isPending } = useAct<Review>('', ({ id }) => navigate(`/quality/${id}`))
  return (
    <Modal
      open
      title={t('inspect.title')}
      onCancel={onClose}
      okText={t('inspect.start')}
      okButtonProps={{ disabled: !scorecardId, loading: isPending }}
      onOk={() => act({ method: 'post', path: '/api/quality/reviews', body: { conversationId, scorecardId } })}
    >
      {query.isPending && <Loading rows={2} />}
      {query.isError && <Problem error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && cards.length === 0 && <p>{t('inspect.noCards')}</p>}
      {cards.length > 0 && (
        <Field label={t('inspect.card')} id="inspect-card">
          <Select
            id="inspect-card"
            value={scorecardId ?? null}
            onChange={setChosen}
            options={cards.map((one) => ({ value: one.id, label: (locale === 'en' && one.nameEn) || one.name }))}
          />
        </Field>
      )}
    </Modal>
  )
}
