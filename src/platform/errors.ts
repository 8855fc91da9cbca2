import { OUTBOUND_ERRORS } from '#platform/outbound-errors.ts'

/**
 * The one catalogue of errors. A code is stable API; the sentences say what happened and what to do.
 * `docs/errors.md` is tested to list exactly these. `report` marks faults that an operator must see in the log.
 */
export const ERRORS = {
  bad_request: [
    400,
    '请求内容有误：{detail}。请更正后再试。',
    'The request is not valid: {detail}. Correct it and try again.',
  ],
  malformed_json: [
    400,
    '请求不是有效的 JSON。请检查格式后再试。',
    'The request is not valid JSON. Check its format and try again.',
  ],
  unauthorized: [401, '请先登录后再操作。', 'Sign in first.'],
  token_expired: [401, '登录凭证已过期，请重新登录。', 'Your sign-in has expired. Sign in again.'],
  token_invalid: [401, '身份凭证无效，请重新获取。', 'This identity token is not valid. Get a new one.'],
  wrong_credentials: [
    401,
    '账号或密码不正确。请检查后重试。',
    'The account or password is wrong. Check both and try again.',
  ],
  speech_address: [
    400,
    '地址格式不正确，应以 {detail} 开头。请更正后再保存。',
    'The address must begin with {detail}. Correct it and save again.',
  ],
  forbidden: [
    403,
    '您没有此项权限。如需使用，请联系管理员。',
    'You may not do this. Ask an administrator if you need to.',
  ],
  origin_refused: [
    403,
    '请求来源不被允许。请从本系统的页面操作。',
    'This origin is not allowed. Use the pages of this server.',
  ],
  not_found: [404, '没有找到您要的内容，可能已被删除。', 'This does not exist, or no longer does.'],
  method_not_allowed: [405, '此地址不支持该操作。', 'This address does not support that method.'],
  conflict: [409, '内容刚刚被他人修改，请刷新后再试。', 'Someone else changed this just now. Reload and try again.'],
  already_exists: [409, '已存在相同的{what}。请换一个。', 'This {what} already exists. Choose another.'],
  already_taken: [409, '这个会话已由{who}接待。', '{whoEn} has already taken this conversation.'],
  conversation_closed: [409, '这个会话已经结束。请开始新的会话。', 'This conversation has ended. Start a new one.'],
  approval_missing: [
    409,
    '这张工单还有审批没有通过，暂时不能解决。请先完成审批。',
    'Not everybody who has to agree to this ticket has done so. Finish the approval before you resolve it.',
  ],
  call_gone: [409, '这个来电已经结束，或已由他人接听。', 'This call is over, or somebody else has taken it.'],
  nobody_in_call: [
    409,
    '这通电话里还没有同事在说话，暂时不能监听。',
    'No colleague talks in this call yet, so it cannot be listened to.',
  ],
  not_in_call: [409, '您当前不在通话中，无法执行此操作。', 'You are not in a call, so this cannot be done.'],
  phone_not_ready: [
    409,
    '对方的电话没有就绪。请换一位同事，或转到队列。',
    "That colleague's phone is not ready. Choose somebody else or a queue.",
  ],
  phone_busy: [409, '您正在通话中。请先结束当前通话。', 'You are in a call already. End it first.'],
  transfer_under_way: [409, '正在转接中，请稍候。', 'This call is being transferred already. Wait a moment.'],
  call_crowded: [
    409,
    '通话中还有其他人。请先请他们离开，再操作。',
    'There are others in this call. Let them leave first.',
  ],
  not_assigned: [409, '请先接入这个会话，再进行操作。', 'Accept this conversation before you do that.'],
  address_unknown: [
    409,
    '不知道该客户最近从哪个网络地址发来消息，无法屏蔽地址。请只屏蔽客户。',
    'Where this customer last wrote from is not known, so the address cannot be blocked. Block only the customer.',
  ],
  blocked: [
    403,
    '您暂时无法发送消息。如有疑问，请通过电话联系我们。',
    'You cannot send messages at the moment. If you have questions, please call us.',
  ],
  too_late: [
    409,
    '已超过两分钟，消息不能再修改或撤回。',
    'More than two minutes have passed; this message can no longer be changed.',
  ],
  merge_refused: [
    409,
    '这两个会话不能合并：须属于同一客户，且都没有并入其他会话。',
    'These conversations cannot be merged: they must be of the same customer and not be part of another one.',
  ],
  macro_unfilled: [
    409,
    '回复中的 {what} 没有内容，宏未执行。请手动回复，或先补充信息。',
    'There is nothing to put in for {what}, so the macro did nothing. Reply by hand, or complete the information first.',
  ],
  idempotency_mismatch: [
    422,
    '同一个幂等键被用于不同的请求。请换一个键。',
    'This idempotency key was used for a different request. Use another key.',
  ],
  request_in_progress: [409, '相同的请求正在处理中，请稍候。', 'The same request is being processed. Wait a moment.'],
  payload_too_large: [
    413,
    '内容太大，上限为 {limit}。请缩小后再试。',
    'This is too large; the limit is {limit}. Make it smaller and try again.',
  ],
  unsupported_media: [
    415,
    '不支持这种文件类型。请使用：{allowed}。',
    'This file type is not supported. Use: {allowed}.',
  ],
  voiceprint_unavailable: [
    409,
    '现在不能采集声纹：功能未开启、没有安装声纹模型、客户不在通话中，或身份还没有核实。',
    'A voiceprint cannot be taken now: it is switched off, no model is installed, the customer is not on a call, or his identity is not confirmed.',
  ],
  too_little_speech: [
    409,
    '客户说的话还不够，需要至少 {seconds} 秒的语音。请继续通话后再试。',
    'Too little was said: at least {seconds} seconds of speech are needed. Go on talking and try again.',
  ],
  link_gone: [
    410,
    '这个链接已经用过或已过期。请让客服重新发一个。',
    'This link was used already or has expired. Ask our support for a new one.',
  ],
  no_address: [
    409,
    '客户没有留下可用的号码或邮箱，或者目前发不出去。请换一种方式。',
    'The customer left no number or address that can be used, or nothing can be sent now. Choose another way.',
  ],
  too_many_links: [
    429,
    '这个会话一小时内生成的链接过多，请稍后再试。',
    'Too many links were made for this conversation within an hour. Try again later.',
  ],
  account_locked: [
    423,
    '登录失败次数过多，账号已锁定。请 {minutes} 分钟后再试，或联系管理员。',
    'Too many failed sign-ins. The account is locked; try again in {minutes} minutes or ask an administrator.',
  ],
  password_weak: [
    422,
    '密码不够安全：至少 10 位，并包含字母、数字、符号中的两类以上。',
    'This password is too weak: use at least 10 characters and two of letters, digits and symbols.',
  ],
  flow_invalid: [422, '流程有误：{detail}', 'The flow is not valid: {detail}'],
  ...OUTBOUND_ERRORS,
  labels_unreadable: [
    422,
    '读不出标注：需要带表头的 CSV 文件，一列为“文本”或“text”，一列为“情绪”或“emotion”。',
    'No labels can be read: a CSV file with a heading is needed, one column called “text” and one “emotion”.',
  ],
  history_unreadable: [
    422,
    '这个文件读不出对话，请检查格式和编码。',
    'No conversations can be read from this file. Check its format and encoding.',
  ],
  interrupted: [503, '服务重启时中断了，请重新开始。', 'It was cut short by a restart. Start it again.'],
  history_columns: [
    422,
    '请指定列：会话编号、角色和内容，或问题，或整段对话。',
    'Say which columns hold the conversation, the sender and the text, or the question, or the whole conversation.',
  ],
  article_invalid: [422, '知识内容不完整：{detail}', 'The article is not complete: {detail}'],
  review_required: [
    409,
    '这篇知识需由另一位同事审核后才能发布。请保存为草稿并提交审核。',
    'Someone else must review this article before it is published. Save it as a draft and ask for a review.',
  ],
  not_in_review: [409, '这篇知识不在审核中。请刷新后再试。', 'This article is not in review. Reload and try again.'],
  department_in_use: [
    409,
    '该部门名下还有 {articles} 篇知识。请先移交给其他部门，再删除。',
    'This department still owns {articles} articles. Move them to another one first.',
  ],
  import_busy: [
    409,
    '这次导入当前无法执行该操作。请刷新后查看状态。',
    'This import cannot do that now. Reload to see where it stands.',
  ],
  import_unreadable: [422, '无法读取该文件：{detail}', 'This file could not be read: {detail}'],
  alert_over: [409, '这条预警已经结束。请刷新后查看。', 'This alert is over. Reload to see how it ended.'],
  alert_claimed: [409, '这条预警已由{who}认领。', '{who} has already claimed this alert.'],
  robot_address: [
    422,
    '这不是该平台群机器人的地址。请粘贴形如 {origin} 的完整地址。',
    'This is not the address of such a group robot. Paste the whole address; it looks like {origin}',
  ],
  strategy_moved_on: [
    409,
    '客户的情绪已经变化，现在适用别的策略。请按新策略处理。',
    'The customer feels otherwise by now and another strategy applies. Go by that one.',
  ],
  offer_given: [409, '这项补偿已经给过这位客户了。', 'This has been given to the customer already.'],
  offer_pending: [
    409,
    '业务系统还没有确认发放，暂时不能收回。请稍后再试。',
    'The business has not confirmed it yet, so it cannot be taken back now. Try again in a moment.',
  ],
  offer_done: [
    409,
    '业务系统已经受理，不能收回。',
    'The business has taken it up already, so it cannot be taken back.',
  ],
  budget_spent: [
    409,
    '补偿预算不够了，只剩 {detail} 元。请选别的，或请主管处理。',
    'The budget does not cover this: ¥{detail} is left. Choose another offer or ask a supervisor.',
  ],
  strategy_invalid: [
    422,
    '策略表有误：{detail}。请更正后再保存。',
    'The strategies are not valid: {detail}. Correct them and save again.',
  ],
  nothing_to_release: [409, '没有待发布的修改。请先编辑策略表。', 'Nothing was changed. Edit the strategies first.'],
  address_refused: [
    422,
    '该网址不能使用：{detail}。请使用公网上的 http 或 https 地址。',
    'This address cannot be used: {detail}. Use a public http or https address.',
  ],
  graph_invalid: [422, '图谱修改无效：{detail}', 'This change of the graph is not valid: {detail}'],
  not_served: [
    409,
    '这个会话现在没有客服接待，无法悄悄提示。请直接接管或分配给同事。',
    'Nobody serves this conversation now, so there is nobody to whisper to. Take it over or assign it.',
  ],
  queue_in_use: [
    409,
    '该队列是综合队列，或是其他队列的溢出去向，不能删除。请先更改溢出设置。',
    'This queue is the general one, or others overflow into it. Change where they overflow to first.',
  ],
  shift_gone: [
    409,
    '这个班次已不在排班中。请拒绝该申请，或请对方重新申请。',
    'This shift is no longer planned. Decline the request, or have it asked anew.',
  ],
  team_in_use: [
    409,
    '有队列要求由该团队接待，不能删除。请先在队列中取消该团队。',
    'A queue asks for this team, so it cannot be removed. Take it out of the queue first.',
  ],
  pack_unfit: [
    422,
    '这个场景包无法安装：{detail}。请更正场景包后再试。',
    'This pack cannot be installed: {detail}. Correct the pack and try again.',
  ],
  wording_banned: [
    422,
    '回复中的“{text}”不能发送：{reason}。请修改后再发。',
    'The reply cannot be sent with “{text}”: {reason}. Change it and send again.',
  ],
  own_review: [
    403,
    '不能检查自己的会话。请让其他同事处理。',
    'You cannot inspect your own conversation. Ask a colleague.',
  ],
  review_settled: [
    409,
    '这条质检结果的状态已变化，不能再这样操作。请刷新查看。',
    'This result has moved on, so that is no longer possible. Reload to see where it stands.',
  ],
  appeal_too_late: [
    409,
    '申诉期限为评分后 {days} 天，现已超过。请直接联系主管。',
    'Appeals are possible for {days} days, which have passed. Talk to your supervisor.',
  ],
  pack_required: [
    409,
    '基础包是所有场景包的前提，不能移除。',
    'The base pack is what all others build on, so it cannot be removed.',
  ],
  rate_limited: [429, '操作太频繁，请 {seconds} 秒后再试。', 'Too many requests. Try again in {seconds} seconds.'],
  internal: [
    500,
    '系统出了点问题，我们已记录。请稍后再试。',
    'Something went wrong on our side and was recorded. Try again shortly.',
  ],
  business_unavailable: [
    502,
    '业务系统暂时无法连接，您的请求已保留。',
    'The business system cannot be reached right now. Your request has been kept.',
  ],
  business_refused: [409, '业务系统未能办理：{detail}', 'The business system refused: {detail}'],
  shutting_down: [503, '服务正在重启，请几秒后再试。', 'The service is restarting. Try again in a few seconds.'],
  last_administrator: [
    409,
    '这是最后一位可用的管理员。请先任命另一位管理员，再停用或调整此账号。',
    'This is the last active administrator. Make someone else an administrator first.',
  ],
  link_invalid: [
    401,
    '这个登录链接已使用或已过期。请重新获取链接。',
    'This sign-in link has been used or has expired. Ask for a new one.',
  ],
  training_running: [
    409,
    '已有训练正在进行，请等它结束后再试。',
    'A training is already running. Wait until it has ended, then try again.',
  ],
  model_outdated: [
    409,
    '该模型由旧版本软件训练，不能再使用。请重新训练。',
    'An earlier version of the software made this model; it can no longer be used. Train again.',
  ],
  translation_off: [
    409,
    '还没有接入可以翻译的语言模型。请管理员在“设置”中接入并打开“翻译”。',
    'No language model is set up for translation. An administrator can set one up and switch “Translation” on under Settings.',
  ],
  translation_failed: [
    503,
    '这次没有得到可用的译文。请稍后再试，或按原文处理。',
    'No usable translation came this time. Try again in a moment, or work with the original.',
  ],
  recording_gone: [
    410,
    '这段录音已按保存期限删除，或不在本机上。',
    'This recording has been removed as its retention time is over, or it is not on this machine.',
  ],
  recording_in_progress: [
    409,
    '通话还在进行，结束后才能回放。',
    'The call is still going on; its recording can be played once it has ended.',
  ],
  recording_not_running: [
    409,
    '这通电话现在没有在录音：客户不同意、还没告知，或通话已结束。',
    'This call is not being recorded: the customer declined, has not heard the notice yet, or the call is over.',
  ],
  range_not_satisfiable: [
    416,
    '请求的片段超出了录音长度。请从头播放。',
    'The part asked for lies outside the recording. Play it from the start.',
  ],
  lines_invalid: [
    422,
    '电话线路设置有误：{detail}。请更正后再保存。',
    'The settings of the telephone lines are not valid: {detail}. Correct them and save again.',
  ],
  line_closed: [
    409,
    '这条线路或入口没有开启。请先在“电话线路”中开启并保存。',
    'This line or door is not open. Switch it on under “Telephone lines” and save first.',
  ],
  push_failed: [
    502,
    '推送服务没有接收（{detail}），请稍后再试。',
    'The push service refused ({detail}). Try again later.',
  ],
  mail_off: [
    409,
    '还没有可以发信的邮箱。请管理员在“设置”的“预警通知”中添加邮件。',
    'No mailbox is set up to send from. An administrator can add e-mail to the alert notices under Settings.',
  ],
  transcript_limit: [
    429,
    '今天发送的次数已达上限。请明天再试，或在聊天窗口中查看对话。',
    'Enough transcripts were sent today. Try again tomorrow, or read the conversation in the chat.',
  ],
  not_one_person: [
    409,
    '只有两位不同的、已验证身份且未被合并过的客户才能合并。请重新选择。',
    'Only two different customers can be merged, both verified and neither merged already. Choose again.',
  ],
  setup_done: [409, '系统已完成初始化。请直接登录。', 'This server is already set up. Sign in instead.'],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>

export type ErrorCode = keyof typeof ERRORS
export type Locale = 'zh' | 'en'

/** An error with a code of the catalogue. `params` fill the sentence; they must not hold personal data. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly params: Record<string, string | number>
  readonly details: unknown
  constructor(code: ErrorCode, params: Record<string, string | number> = {}, details?: unknown) {
    super(code)
    this.code = code
    this.params = params
    this.details = details
  }
}

/** What goes over the wire for an error: `{error: {code, message, details?}}` in the reader's language. */
export function errorBody(error: AppError, locale: Locale) {
  const [, zh, en] = ERRORS[error.code]
  const message = (locale === 'zh' ? zh : en).replace(/\{(\w+)\}/g, (_, key: string) => String(error.params[key] ?? ''))
  return { error: { code: error.code, message, ...(error.details === undefined ? {} : { details: error.details }) } }
}

export const errorStatus = (error: AppError): number => ERRORS[error.code][0]
