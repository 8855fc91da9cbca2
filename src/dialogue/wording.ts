import type { Wording } from '#dialogue/contract.ts'

/** The engine's own sentences; those of a task stand in its flow. `{name}` is filled by the caller through `slot`-free scope. */
export const WORDS = {
  hello: {
    zh: '您好，{customer}！我是智能客服助手。有什么要查的、要办的，都可以直接告诉我。',
    en: 'Hello {customer}! I am the AI assistant. Tell me what you would like to know or get done.',
    elderly: {
      zh: '您好，{customer}！我是智能客服。您想办什么事？慢慢说。',
      en: 'Hello {customer}! I am the AI assistant. What can I do for you? Take your time.',
    },
  },
  helloOrder: {
    zh: '您好，{customer}！我是智能客服助手。您是想咨询订单 {order} 吗？可以直接点选，也可以告诉我您的问题。',
    en: 'Hello {customer}! I am the AI assistant. Is this about order {order}? Tap a choice or tell me what you need.',
    elderly: { zh: '您好，{customer}！是订单 {order} 的事吗？', en: 'Hello {customer}! Is it about order {order}?' },
  },
  helloProduct: {
    zh: '您好，{customer}！我是智能客服助手。您正在看的这款商品，有什么想了解的可以直接问我。',
    en: 'Hello {customer}! I am the AI assistant. Ask me anything about the product you are looking at.',
  },
  thanks: { zh: '不客气，能帮到您就好。', en: 'You are welcome. Glad I could help.' },
  goodbye: { zh: '好的，祝您生活愉快，再见！', en: 'Have a good day. Goodbye!' },
  identity: {
    zh: '我是智能客服助手，是 AI，不是真人。常见的事我可以马上办；需要真人同事的话，随时说“转人工”。',
    en: 'I am an AI assistant, not a person. I can handle most requests right away; say "agent" at any time to reach a colleague.',
    elderly: {
      zh: '我是 AI 客服，不是真人。要找人，就说“转人工”。',
      en: 'I am an AI, not a person. Say "agent" to reach a person.',
    },
  },
  unknown: {
    zh: '抱歉，我没太明白您的意思。可以换个说法，或从下面选一项。',
    en: 'Sorry, I did not quite understand. Try other words, or pick one of these.',
    elderly: { zh: '抱歉，我没听懂。您选一项也行。', en: 'Sorry, I did not understand. You can pick one.' },
  },
  unknownAgain: {
    zh: '抱歉，还是没能理解您的问题，怕耽误您。要帮您转接人工客服吗？您也可以再说具体一点。',
    en: 'Sorry, I still do not understand and do not want to waste your time. Shall I connect you with a colleague? You can also be more specific.',
    elderly: {
      zh: '抱歉，我还是没听懂。帮您找个人工客服，好吗？',
      en: 'Sorry, I still do not understand. Shall I get you a person?',
    },
  },
  noAnswer: {
    zh: '这个问题我暂时没有可靠的答案，不想随便回答您。您可以换个问法，或转人工客服核实。',
    en: 'I have no reliable answer to that and would rather not guess. You can ask in other words, or have a colleague check.',
  },
  outOfScope: {
    zh: '这个我帮不上忙，不在我们的服务范围内。有我们业务上的问题，请随时告诉我。',
    en: 'That is beyond me, as it is not part of our service. Ask me anything about what we do.',
    elderly: { zh: '这个我不会。我们业务上的事可以问我。', en: 'I cannot help with that. Ask me about our service.' },
  },
  askWhich: { zh: '您想了解的是下面哪一项？', en: 'Which of these do you mean?' },
  anotherTry: { zh: '好的，请再具体说说您的问题。', en: 'All right. Please tell me a little more.' },
  handOver: {
    zh: '好的，正在为您转接人工客服。前面的情况我已整理好交给同事，您不用再重复。',
    en: 'Certainly, I am connecting you with a colleague. I have passed on everything so far, so you need not repeat it.',
    elderly: { zh: '好的，正在给您找人工客服，请稍等。', en: 'I am getting you a person. Please wait a moment.' },
  },
  handOverBreaker: {
    zh: '抱歉，几次都没能帮到您。我为您转接人工客服，已说明前面的情况，请稍候。',
    en: 'Sorry that I could not help. I am connecting you with a colleague and have explained what happened so far.',
  },
  handOverSensitive: {
    zh: '这件事很重要，我马上请专人为您处理，请稍候。',
    en: 'This matters, so I am bringing in a specialist right away. Please wait a moment.',
  },
  handOverFault: {
    zh: '抱歉，这件事我没法继续往下办，已请人工客服接手，您的信息都保留着。',
    en: 'Sorry, I cannot take this any further, so a colleague is taking over. Everything you gave me is kept.',
  },
  handOverUnverified: {
    zh: '办理这项业务需要先核实您的身份，我请同事来帮您核实办理，请稍候。',
    en: 'Your identity has to be confirmed before this can be done, so a colleague will help you in a moment.',
  },
  calm: {
    zh: '给您添堵了，很抱歉。您告诉我具体的问题，我马上处理；也可以直接转人工客服。',
    en: 'I am sorry this is so frustrating. Tell me what went wrong and I will act on it, or I can bring in a colleague.',
  },
  cancelled: {
    zh: '好的，「{title}」已停止，没有做任何更改。',
    en: 'All right, I have stopped "{title}". Nothing was changed.',
    elderly: { zh: '好的，不办了，什么都没改。', en: 'All right, stopped. Nothing was changed.' },
  },
  nothingToCancel: { zh: '好的，有需要随时找我。', en: 'All right. I am here whenever you need me.' },
  resume: { zh: '我们接着办「{title}」。', en: 'Back to "{title}".' },
  next: { zh: '接下来为您办「{title}」。', en: 'Next: "{title}".' },
  flowGone: {
    zh: '抱歉，这项业务刚刚停办了，之前填的内容没有提交。需要的话，我帮您转人工客服。',
    en: 'Sorry, this service has just been withdrawn, and nothing you gave me was submitted. I can connect you with a colleague.',
    elderly: {
      zh: '抱歉，这件事现在办不了，什么都没提交。',
      en: 'Sorry, this cannot be done any more. Nothing was submitted.',
    },
  },
  alsoAsked: { zh: '您还问到“{question}”：', en: 'You also asked: "{question}"' },
  later: { zh: '「{title}」我记下了，先把手头这件办完。', en: 'I have noted "{title}" and will do it after this.' },
  stillWorking: { zh: '正在为您办理，请稍等。', en: 'Still working on it, one moment please.' },
  whatToCorrect: {
    zh: '好的，先不提交。哪里需要更改？',
    en: 'All right, I will not submit it yet. What should be changed?',
  },
  notYours: {
    zh: '您名下没有查到这款商品的订单。',
    en: 'I find no order of yours with that product.',
  },
  onlyOne: { zh: '符合条件的只有这一个。', en: 'This is the only one that fits.' },
  stillNeeded: { zh: '还差{slots}，请补充一下。', en: 'I still need: {slots}.' },
  invalid: {
    zh: '这个{slot}好像不太对，请检查后再发一次。',
    en: 'That does not look like a valid {slot}. Please check it and send it again.',
  },
  incompleteAddress: {
    zh: '地址还不完整，请补充到省市区和门牌号，例如“浙江省杭州市滨江区江南大道1号6栋302”。',
    en: 'The address is not complete. Please give province, city, district and the street with number.',
  },
  noted: { zh: '好的，{values}，记下了。', en: 'All right, noted: {values}.' },
  withoutIt: {
    zh: '想不起来也没关系：可以去短信或订单页里找，晚点再发给我；也可以转人工，请同事按别的信息帮您查。',
    en: 'That is all right. You can look it up and send it later, or a colleague can find it for you by other details.',
  },
  sameAnswer: { zh: '您问的就在刚才这一条里：', en: 'That is covered by what I just sent:' },
  sameOnly: {
    zh: '这方面我手头的资料就是刚才这一条。里面没写到的，可以请同事答复您。',
    en: 'What I have on this is still what I just sent. A colleague can tell you what it leaves out.',
  },
  notCaught: { zh: '抱歉，我没看明白。', en: 'Sorry, I did not catch that.' },
  rephrase: {
    zh: '不好意思，我还是没认出来。您可以直接点选，或转人工客服帮您填。',
    en: 'Sorry, I still could not read that. You can tap a choice, or a colleague can fill it in for you.',
  },
  signIn: {
    zh: '办理「{title}」需要确认您的身份。请先登录，再回到这里，我马上为您办。',
    en: 'I need to know who you are before I can do "{title}". Please sign in and come back, and I will take care of it.',
  },
  unavailable: {
    zh: '抱歉，业务系统暂时连不上。您的「{title}」我已登记成工单，信息都保留着，恢复后会尽快处理并回复您。',
    en: 'Sorry, our system cannot be reached right now. I have logged "{title}" as a ticket with everything you gave me, and we will deal with it and reply as soon as it is back.',
    elderly: {
      zh: '抱歉，系统现在连不上。我已给您登记好，恢复了就办，您放心。',
      en: 'Sorry, the system is down. I have written it all down and we will do it once it is back.',
    },
  },
  notFound: {
    zh: '没有查到{slot} {value}。请核对后再发一次。',
    en: 'I could not find {slot} {value}. Please check it and try again.',
  },
  notFoundPlain: { zh: '没有查到相关信息。', en: 'I could not find anything about that.' },
  refused: { zh: '没能办成：{message}。', en: 'This could not be done. {message}.' },
  instead: { zh: '您还可以：', en: 'What you can do instead:' },
  kept: {
    zh: '让您等了这么久，实在抱歉。要我请同事现在帮您催一下吗？',
    en: 'I am sorry you have been kept waiting so long. Shall I ask a colleague to chase it now?',
    elderly: { zh: '让您久等了。我找人帮您催一下，好吗？', en: 'Sorry for the wait. Shall I get someone to chase it?' },
  },
  notHelped: {
    zh: '没能帮上忙，抱歉。请说说具体是哪一步不行，或者我请同事接着为您处理。',
    en: 'I am sorry that did not help. Tell me where it goes wrong, or I ask a colleague to take over.',
  },
  anythingElse: { zh: '还有什么可以帮您？', en: 'Is there anything else I can do?' },
  repeatNothing: {
    zh: '我们还没开始呢，请告诉我您的问题。',
    en: 'There is nothing to repeat yet. What can I do for you?',
  },
  articleGone: { zh: '这篇内容刚刚更新，请再问我一次。', en: 'This article has just changed. Please ask me again.' },
  pictureCame: { zh: '图片收到了。', en: 'I have received your picture.' },
  emptyMessage: {
    zh: '收到您的文件了。请告诉我需要办什么。',
    en: 'I have received your file. What should I do with it?',
  },
} satisfies Record<string, Wording>

/** Labels of choices the engine offers. */
export const LABELS = {
  yes: { zh: '确认', en: 'Confirm' },
  correct: { zh: '改一下', en: 'Change something' },
  cancel: { zh: '不办了', en: 'Never mind' },
  human: { zh: '转人工', en: 'Talk to a person' },
  noneOfThese: { zh: '都不是', en: 'None of these' },
  goOn: { zh: '继续', en: 'Keep trying' },
  skip: { zh: '跳过', en: 'Skip' },
  submit: { zh: '提交', en: 'Submit' },
  province: { zh: '省 / 直辖市', en: 'Province' },
  city: { zh: '城市', en: 'City' },
  district: { zh: '区 / 县', en: 'District' },
  detail: { zh: '街道门牌', en: 'Street and number' },
  noPhotos: { zh: '没有照片', en: 'No photos' },
  nothing: { zh: '无', en: 'none' },
} satisfies Record<string, Wording>
