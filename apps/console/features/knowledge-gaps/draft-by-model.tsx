import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ArticleText, DraftInput } from '../../../../src/answers/contract.ts'
import { post } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { useModel } from '../settings/use-model.ts'
import styles from './gaps.module.css'

type Props = { input: DraftInput; onDraft: (draft: ArticleText) => void }

/** Has the language model write a first wording from what customers asked and what is noted so far. */
export function DraftByModel({ input, onDraft }: Props) {
  const { t } = useTranslation('knowledge-gaps')
  const { failed } = useTold()
  const model = useModel('drafts')
  const asked = useMutation({
    retry: false,
    mutationFn: () => post<ArticleText>('/api/knowledge/draft-text', input),
    onSuccess: (draft) => draft.generated && onDraft(draft),
    onError: failed,
    onSettled: () => void model.renew(),
  })
  if (!model.offered) return null
  const { data, isPending } = asked
  return (
    <div className={styles.byModel} aria-busy={isPending}>
      <Button
        size="small"
        loading={isPending}
        disabled={!model.ready || input.questions.length === 0}
        onClick={() => asked.mutate()}
      >
        {t(isPending ? 'byModel.running' : data ? 'byModel.again' : 'byModel.act')}
      </Button>
      <span className={styles.quiet} role="status">
        {model.why || (data ? (data.generated ? t('byModel.generated') : t('byModel.none')) : t('byModel.hint'))}
        {data?.generated && data.doubtful.length > 0 && (
          <strong> {t('byModel.doubtful', { figures: data.doubtful.join(t('byModel.between')) })}</strong>
        )}
      </span>
    </div>
  )
}
