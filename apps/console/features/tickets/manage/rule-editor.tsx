import { Button, Drawer, Form, Input, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { RULE_EVENTS, type RuleInput, type RuleView } from '../../../../../src/tickets/rules/contract.ts'
import forms from '../../../components/list/form.module.css'
import { useConfirm } from '../../../components/list/use-confirm.tsx'
import { ActionRows } from './action-rows.tsx'
import { ConditionRows } from './condition-rows.tsx'
import { DryRunResult } from './dry-run-result.tsx'
import styles from './manage.module.css'
import { RuleLog } from './rule-log.tsx'
import { useRuleWords } from './use-rule-words.ts'
import { useRules } from './use-rules.ts'

const FRESH: RuleInput = {
  name: '',
  nameEn: '',
  on: 'ticket.opened',
  conditions: [],
  actions: [{ kind: 'notify', to: 'supervisors' }],
  active: true,
  position: 100,
}

/** When, if, then; and what it would have done last week. */
export function RuleEditor({ rule, onClose }: { rule: RuleView | null; onClose: () => void }) {
  const { t } = useTranslation(['tickets', 'lists', 'shell'])
  const [form] = Form.useForm<RuleInput>()
  const rules = useRules()
  const words = useRuleWords()
  const ask = useConfirm()
  const on = Form.useWatch('on', form) ?? rule?.on ?? FRESH.on
  const whole = (values: RuleInput): RuleInput => ({ ...FRESH, ...rule, ...values })
  const save = (values: RuleInput) => rules.save.mutate({ known: rule, input: whole(values) }, { onSuccess: onClose })
  const remove = () =>
    rule &&
    ask(
      {
        title: t('tickets:rules.removeTitle', { name: rule.name }),
        text: t('tickets:rules.removeText'),
        act: t('tickets:rules.removeAct'),
      },
      () => rules.drop.mutateAsync(rule.id).then(onClose),
    )
  const tryOut = () => form.validateFields().then((values) => rules.dryRun.mutate(whole(values)))
  return (
    <Drawer
      open
      size={620}
      title={t(rule ? 'tickets:rules.edit' : 'tickets:rules.new')}
      onClose={onClose}
      footer={
        <div className={styles.foot}>
          {rule && (
            <Button danger type="text" onClick={remove}>
              {t('tickets:rules.removeAct')}
            </Button>
          )}
          <span className={styles.spring} />
          <Button loading={rules.dryRun.isPending} onClick={() => void tryOut().catch(() => undefined)}>
            {t('tickets:rules.dry')}
          </Button>
          <Button type="primary" loading={rules.save.isPending} onClick={form.submit}>
            {t('lists:save')}
          </Button>
        </div>
      }
    >
      <Form<RuleInput>
        className={forms.form}
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={rule ?? FRESH}
        onFinish={save}
      >
        <div className={styles.pair}>
          <Form.Item
            name="name"
            label={t('tickets:rules.name')}
            rules={[{ required: true, whitespace: true, message: t('tickets:types.needed') }]}
          >
            <Input maxLength={80} autoFocus={!rule} />
          </Form.Item>
          <Form.Item name="nameEn" label={t('tickets:rules.nameEn')}>
            <Input maxLength={80} />
          </Form.Item>
        </div>
        <Form.Item name="on" label={t('tickets:rules.on')}>
          <Select options={RULE_EVENTS.map((value) => ({ value, label: words.event(value) }))} />
        </Form.Item>
        <h3>{t('tickets:rules.if')}</h3>
        <ConditionRows on={on} />
        <h3>{t('tickets:rules.then')}</h3>
        <ActionRows on={on} />
        <Form.Item name="active" valuePropName="checked" layout="horizontal" label={t('tickets:rules.active')}>
          <Switch size="small" />
        </Form.Item>
      </Form>
      <p className={styles.soft}>{t('tickets:rules.dryHint')}</p>
      {rules.dryRun.data && <DryRunResult result={rules.dryRun.data} />}
      {rule && <RuleLog ruleId={rule.id} />}
    </Drawer>
  )
}
