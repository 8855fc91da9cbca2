/** Districts of the larger cities as people say them, without 区 where the place has it. */
const TABLE = `
北京|东城 西城 朝阳 海淀 丰台 石景山 通州 顺义 昌平 大兴 房山 门头沟 怀柔 平谷 密云 延庆
上海|黄浦 徐汇 长宁 静安 普陀 虹口 杨浦 闵行 宝山 嘉定 浦东新区 浦东 金山 松江 青浦 奉贤 崇明
天津|和平 河东 河西 南开 河北 红桥 东丽 西青 津南 北辰 武清 宝坻 滨海新区 宁河 静海 蓟州
重庆|渝中 大渡口 江北 沙坪坝 九龙坡 南岸 北碚 渝北 巴南 万州 涪陵 永川 合川 江津 长寿 璧山
广州|越秀 荔湾 海珠 天河 白云 黄埔 番禺 花都 南沙 从化 增城
深圳|福田 罗湖 南山 盐田 宝安 龙岗 龙华 坪山 光明
杭州|上城 拱墅 西湖 滨江 萧山 余杭 临平 钱塘 富阳 临安
南京|玄武 秦淮 建邺 鼓楼 浦口 栖霞 雨花台 江宁 六合 溧水 高淳
苏州|姑苏 虎丘 吴中 相城 吴江 昆山市 常熟市 张家港市 太仓市 昆山 常熟 张家港 太仓
成都|锦江 青羊 金牛 武侯 成华 龙泉驿 青白江 新都 温江 双流 郫都
武汉|江岸 江汉 硚口 汉阳 武昌 青山 洪山 东西湖 汉南 蔡甸 江夏 黄陂 新洲
西安|新城 碑林 莲湖 灞桥 未央 雁塔 阎良 临潼 长安 高陵 鄠邑
郑州|中原 二七 管城 金水 上街 惠济 郑东新区
长沙|芙蓉 天心 岳麓 开福 雨花 望城
青岛|市南 市北 黄岛 崂山 李沧 城阳 即墨
济南|历下 市中 槐荫 天桥 历城 长清 章丘
沈阳|和平 沈河 大东 皇姑 铁西 苏家屯 浑南 于洪
大连|中山 西岗 沙河口 甘井子 旅顺口 金州
厦门|思明 海沧 湖里 集美 同安 翔安
福州|鼓楼 台江 仓山 马尾 晋安 长乐
宁波|海曙 江北 北仑 镇海 鄞州 奉化
合肥|瑶海 庐阳 蜀山 包河
无锡|锡山 惠山 滨湖 梁溪 新吴 江阴市 宜兴市 江阴 宜兴
佛山|禅城 南海 顺德 三水 高明
东莞|南城街道 东城街道 长安镇 虎门镇 厚街镇
哈尔滨|道里 南岗 道外 平房 松北 香坊
长春|南关 宽城 朝阳 二道 绿园
昆明|五华 盘龙 官渡 西山 呈贡
南昌|东湖 西湖 青云谱 青山湖 新建 红谷滩
石家庄|长安 桥西 新华 裕华
太原|小店 迎泽 杏花岭 尖草坪 万柏林 晋源
南宁|兴宁 青秀 江南 西乡塘 良庆 邕宁
贵阳|南明 云岩 花溪 乌当 白云 观山湖
`

/** City without 市 → the district's names as said, the longest first, and in full. */
export const DISTRICTS: ReadonlyMap<string, { said: string; full: string }[]> = new Map(
  TABLE.trim()
    .split('\n')
    .map((line) => {
      const [city, names] = line.split('|') as [string, string]
      const known = names.split(' ')
      const list = known.map((said) => ({ said, full: fullName(said, known) }))
      return [city, list.sort((a, b) => b.said.length - a.said.length)] as const
    }),
)

function fullName(said: string, known: string[]): string {
  if (/(?:区|市|镇|街道)$/.test(said)) return said
  return known.find((name) => name === `${said}市` || name === `${said}新区`) ?? `${said}区`
}
