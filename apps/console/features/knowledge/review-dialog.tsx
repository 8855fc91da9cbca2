import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../../components/list/field.tsx'
import { useSession } from '../../session.tsx'
import { useColleagues } from '../team/use-colleagues.ts'
import styles from './knowledge.module.css'
import type { ArticleActions } from './use-article-actions.ts'
import type { ReviewAct, ReviewSteps } from './use-review-steps.ts'

/** Words that go with asking for a review, agreeing, or sending back. */
export function ReviewDialog({ actions: { reviews } }: { actions: ArticleActions }) {
  const { t } = useTranslation('knowledge')
  return (
    <Modal
      open={reviews.act !== null}
      title={reviews.act && t(`review.title.${reviews.act}`)}
      onCancel={reviews.close}
      footer={null}
      width={460}
      destroyOnHidden
    >
      {reviews.act && <Words act={reviews.act} reviews={reviews} />}
    </Modal>
  )
}

function Words({ act, reviews }: { act: ReviewAct; reviews: ReviewSteps }) {
  const { t } = useTranslation('knowledge')
  const { user } = useSession()
  const { options } = useColleagues()
  const [text, setText] = useState('')
  const [reviewer, setReviewer] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const lacking = act === 'send-back' && !text.trim()
  return (
    <form
      className={styles.dialog}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!lacking) reviews.say(text.trim(), reviewer)
      }}
    >
      {act === 'request' && (
        <Field label={t('review.reviewer')} id="review-reviewer" hint={t('review.reviewerHint')}>
          <Select
            id="review-reviewer"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            value={reviewer}
            onChange={(id) => setReviewer(id ?? null)}
            placeholder={t('review.anyone')}
            options={options.filter(({ value }) => value !== user.id)}
          />
        </Field>
      )}
      <Field
        label={t(`review.words.${act}`)}
        id="review-words"
        problem={tried && lacking ? t('review.lacking') : undefined}
      >
        <Input.TextArea
          id="review-words"
          autoFocus={act !== 'request'}
          autoSize={{ minRows: 3, maxRows: 8 }}
          maxLength={1000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <Buttons act={act} reviews={reviews} />
    </form>
  )
}

function Buttons({ act, reviews }: { act: ReviewAct; reviews: ReviewSteps }) {
  const { t } = useTranslation(['knowledge', 'shell'])
  return (
    <div className={styles.dialogActs}>
      <Button onClick={reviews.close}>{t('shell:cancel')}</Button>
      <Button type="primary" htmlType="submit" loading={reviews.busy}>
        {t(`knowledge:review.act.${act}`)}
      </Button>
    </div>
  )
}
