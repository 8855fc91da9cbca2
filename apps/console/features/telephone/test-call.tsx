import { Form, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import type { LineInput } from '../../../../src/voice/lines/contract.ts'
import styles from './telephone.module.css'
import type { Lines } from './use-lines.ts'

/** Calls a number over a line and says what came of it. */
export function TestCall({ line, lines, onClose }: { line: LineInput; lines: Lines; onClose: () => void }) {
  const { t } = useTranslation('telephone')
  const [form] = Form.useForm<{ to: string }>()
  const { data, isPending, mutate, reset } = lines.test
  const close = () => {
    reset()
    onClose()
  }
  return (
    <Modal
      open
      title={t('test.title', { name: line.name })}
      okText={t('test.call')}
      confirmLoading={isPending}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={({ to }) => mutate({ lineId: line.id, to })}>
        <Form.Item
          name="to"
          label={t('test.number')}
          extra={t('test.explain')}
          rules={[{ required: true, pattern: /^[\w+*#.-]{1,40}$/, message: t('needed') }]}
        >
          <Input autoFocus autoComplete="off" />
        </Form.Item>
      </Form>
      <p role="status" className={styles.soft}>
        {isPending && t('test.ringing')}
        {data && t(data.outcome === 'answered' && !data.heardSound ? 'test.silent' : `test.outcome.${data.outcome}`)}
      </p>
    </Modal>
  )
}
