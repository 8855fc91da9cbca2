/** What forbids calls that the house makes. Part of the catalogue of errors. */
export const OUTBOUND_ERRORS = {
  do_not_call: [
    409,
    '这位客户的号码在免打扰名单中，不能呼叫。如客户改变主意，请主管在“外呼”中移出名单。',
    'This number is on the do-not-call list and cannot be called. If its owner has changed his mind, ask a supervisor to take it off the list.',
  ],
  number_engaged: [
    409,
    '正在与这个号码通话，请稍后再拨。',
    'There is a call with this number already. Try again later.',
  ],
  called_too_often: [
    409,
    '这个号码近期已被多次呼叫（5 分钟内最多 3 次，24 小时内最多 5 次）。请在 {minutes} 分钟后再拨。',
    'This number was called often lately (at most 3 times in 5 minutes and 5 in 24 hours). Call it in {minutes} minutes.',
  ],
  outside_call_hours: [
    409,
    '现在不在可以外呼的时段（每天 {from} 到 {to}）。只有客户要求现在来电时才能拨打。',
    'People may be called between {from} and {to}. Outside these hours call only who asked to be called now.',
  ],
  customer_without_number: [
    409,
    '没有这位客户的电话号码。请先在客户资料中补充。',
    "This customer's telephone number is not known. Add it to the profile first.",
  ],
  own_phone_not_ready: [
    409,
    '您的电话还没有打开。请先在页面顶部打开电话，再呼叫客户。',
    'Your phone is not on. Switch it on at the top of the page, then call.',
  ],
  campaign_hours: [
    422,
    '外呼时段须在每天 8:00 到 21:00 之间，且至少有一天可以外呼。请调整时段。',
    'People may be called between 8:00 and 21:00 only, on at least one day. Change the hours.',
  ],
  campaign_questions: [
    422,
    '问卷至少要有一个问题，问候和提醒不带问题。请调整用途或问题。',
    'A questionnaire needs a question; greetings and reminders have none. Change the purpose or the questions.',
  ],
  campaign_evidence: [
    422,
    '请写明依据：这些号码的同意记录在哪里，或与哪项服务有关。',
    'Say on what ground: where the consent of these numbers is kept, or which service the calls are about.',
  ],
  campaign_end: [
    409,
    '外呼任务的结束时间已过。请先改为以后的时间。',
    'The campaign has already ended by its plan. Choose a later end.',
  ],
  campaign_nobody: [
    409,
    '没有可以呼叫的人。请先查看预览，了解原因。',
    'There is nobody to call. Look at the preview for the reasons.',
  ],
  campaign_state: [
    409,
    '外呼任务当前的状态不允许该操作。请刷新后再试。',
    'The campaign cannot do that now. Reload and try again.',
  ],
  numbers_unreadable: [
    422,
    '读不出号码：需要带表头的 CSV 文件，其中一列为“手机号”或“phone”。',
    'No numbers can be read: a CSV file with a heading is needed, one column of which is “phone”.',
  ],
  consents_unreadable: [
    422,
    '读不出同意记录：需要带表头的 CSV 文件，其中一列为“手机号”或“客户编号”。',
    'No consents can be read: a CSV file with a heading is needed, one column of which is “phone” or “customer id”.',
  ],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>
