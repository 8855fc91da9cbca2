/**
 * Abbreviations and words of the net, as `written=meant`. Only what has no other everyday meaning: 稀饭, 杯具 and 裂开
 * are also things that are sold or break, and stay.
 */
export const SLANG = [
  // Initials of pinyin
  'yyds=太棒了|xswl=笑死我了|nsdd=你说得对|dbq=对不起|bhys=不好意思|gkd=快点|u1s1=说实话|yysy=说实话|tql=太厉害了|zqsg=真心',
  'drl=打扰了|awsl=太喜欢了|zfb=支付宝|vx=微信|wx=微信|yhq=优惠券|pdd=拼多多|kfs=客服|kf=客服|kd=快递|dz=地址|ztd=自提点|jf=积分',
  'tmd=他妈的|nmsl=你妈死了|cnm=操你妈|mmp=妈的|hhh=哈哈|hhhh=哈哈|emm=嗯|emmm=嗯|emmmm=嗯|ssfd=瑟瑟发抖|bdjw=不懂就问|pyq=朋友圈',
  // Sounds and spellings
  '木有=没有|有木有=有没有|肿么=怎么|肿么办=怎么办|酱紫=这样子|酱子=这样子|介个=这个|介样=这样|神马=什么|灰常=非常|童鞋=同学|捉急=着急',
  '蟹蟹=谢谢|栓q=谢谢|3q=谢谢|3ks=谢谢|芭比q=完了|粗问题=出问题|粗来=出来|粗去=出去|蓝瘦香菇=难受想哭|蓝瘦=难受|桑心=伤心',
  '好滴=好的|好哒=好的|好嘞=好的|好咧=好的|好叻=好的|得嘞=好的|嗯呐=嗯|嗯哪=嗯|噶=吗|神烦=很烦|累觉不爱=很累|绝绝子=太好了|无语子=无语',
  '宝子=你|宝子们=你们|亲们=你们|盆友=朋友|男票=男朋友|女票=女朋友|度娘=百度|某宝=淘宝|某东=京东',
  '剁手=买|薅羊毛=领优惠|白嫖=免费用|踩雷=买到差的|避雷=不要买|破防=崩溃|翻车=出问题|种草=想买|拔草=买|已读不回=不回消息|摆烂=不管',
  '窝火=生气|火大=生气|抓狂=生气|炸毛=生气|呵呵哒=呵呵|心塞=难过|泪奔=哭|哭唧唧=哭|坐等=等|在线等=着急等|急急急=很急|挺急的=很急|挺急=很急',
  // English
  'u=you|r=are|ur=your|ya=you|plz=please|pls=please|plss=please|thx=thanks|thks=thanks|tks=thanks|tnx=thanks|ty=thank you|tysm=thank you so much|thanx=thanks',
  'b4=before|gr8=great|l8=late|m8=mate|2day=today|2moro=tomorrow|tmr=tomorrow|tmrw=tomorrow|tdy=today|yday=yesterday|cuz=because|coz=because|bcuz=because',
  "idk=i don't know|dunno=don't know|gonna=going to|wanna=want to|gotta=have to|gimme=give me|lemme=let me|kinda=kind of|nvm=never mind|btw=by the way|imo=in my opinion",
  'msg=message|pkg=package|acct=account|qty=quantity|addr=address|pw=password|pwd=password|appt=appointment|wks=weeks|hrs=hours|mins=minutes',
  "dont=don't|doesnt=doesn't|didnt=didn't|cant=can't|wont=won't|isnt=isn't|wasnt=wasn't|havent=haven't|hasnt=hasn't|couldnt=couldn't|im=i'm|ive=i've'd like|whats=what's|wheres=where's|hows=how's|thats=that's",
]

/** What must not stand behind a word, because it is then another word. */
export const SLANG_UNLESS: Record<string, RegExp> = {
  噶: /^[^?？!！。~]/,
  种草: /^[莓地皮坪药]/,
  u: /^盘/,
  火大: /^[^,，。!！?？~ 了]/,
}

/** Words of Taiwan, Hong Kong and Macau as the mainland says them. Traditional ones are replaced before characters are. */
export const REGIONAL = [
  '軟體=软件|硬體=硬件|網路=网络|資訊=信息|資料=资料|簡訊=短信|影片=视频|品質=质量|螢幕=屏幕|滑鼠=鼠标|印表機=打印机|列印=打印|預設=默认|登入=登录|登出=退出登录',
  '帳號=账号|帳戶=账户|密碼=密码|線上=在线|客服人員=客服|真人客服=人工客服|專員=客服|宅配=快递|貨到付款=货到付款|超商=便利店|便利商店=便利店|取貨=取货|出貨=发货|到貨=到货',
  '寄送=配送|物流士=快递员|鑑賞期=七天无理由|退刷=退款|刷退=退款|折價券=优惠券|折扣碼=优惠码|優惠碼=优惠码|儲值=充值|轉帳=转账|匯款=汇款|存摺=存折|提款機=取款机|提款=取款',
  '保固=保修|維修=维修|統編=税号|統一編號=税号|載具=电子发票|三聯式=公司发票|計程車=出租车|捷運=地铁|公車=公交车|腳踏車=自行车|機車=摩托车|飯店=酒店|訂房=订房|機票=机票|班機=航班',
  '洗髮精=洗发水|沐浴乳=沐浴露|吹風機=吹风机|掃地機器人=扫地机器人|電鍋=电饭锅|冷氣=空调|延長線=插线板|馬克杯=杯子|行動電源=充电宝|手機殼=手机壳|隨身碟=u盘|光碟=光盘|雷射=激光',
  '外送=外卖|便當=盒饭|優格=酸奶|鳳梨=菠萝|馬鈴薯=土豆|番茄=西红柿|單車=自行车|巴士=公交车|的士=出租车|冷氣機=空调|雪櫃=冰箱|電郵=邮箱|郵箱=邮箱|電芯=电池|差佬=警察',
  '信用卡號=信用卡号|分期付款=分期|客訴=投诉|申訴=投诉|賠償=赔偿|瑕疵品=次品|缺貨=缺货|補貨=补货|退換貨=退换货|換貨=换货|退貨=退货|訂單=订单|發票=发票',
]
