import { product } from './product.ts'

export const homeProducts = [
  product(
    'p-vacuum-x10',
    12,
    {
      name: '扫拖机器人 X10',
      nameEn: 'Robot Vacuum X10',
      sku: 'HM-X10',
      category: 'home',
      price: 2499,
      stock: 23,
      description: '激光导航，扫拖一体，回到基站自己洗拖布、集尘。地毯上自动抬起拖布。',
      descriptionEn:
        'Laser navigation, vacuum and mop in one. It washes its own mop and empties its dust at the dock, and lifts the mop on carpets.',
      keywords: '扫地机器人 扫地机 拖地 吸尘器 机器人 x10 robot vacuum mop cleaner',
    },
    [
      ['吸力', '8000 Pa', 'Suction', '8000 Pa'],
      ['续航', '180 分钟', 'Battery', '180 minutes'],
      ['越障', '20 mm', 'Climbs', '20 mm'],
      ['尘袋', '3 L，约 60 天一换', 'Dust bag', '3 L, lasts about 60 days'],
    ],
    [
      [
        'E101',
        '激光雷达被遮挡',
        'The laser sensor is blocked',
        '擦干净机身顶部的圆形罩，移开压住它的东西。',
        'Wipe the round cover on top and remove whatever presses on it.',
      ],
      [
        'E102',
        '主刷被缠住',
        'The main brush is tangled',
        '翻过机身，取下主刷，清理头发和线。',
        'Turn it over, take out the main brush and remove hair and threads.',
      ],
      [
        'E107',
        '找不到基站',
        'It cannot find the dock',
        '基站靠墙通电，前方 1.5 米不放东西，再把机器人放回基站。',
        'Put the dock against a wall with power and 1.5 m free in front, then set the robot on it.',
      ],
    ],
  ),
  product(
    'p-purifier',
    12,
    {
      name: '空气净化器 P7',
      nameEn: 'Air Purifier P7',
      sku: 'HM-P7',
      category: 'home',
      price: 1099,
      stock: 31,
      description: '适合 30–50 平方米的客厅。猫毛、柳絮和新家具的气味都能过滤，睡眠档几乎没有声音。',
      descriptionEn:
        'For living rooms of 30–50 m². Filters cat hair, pollen and the smell of new furniture; the sleep mode is all but silent.',
      keywords: '净化器 甲醛 雾霾 PM2.5 滤芯 宠物 猫毛 air purifier filter',
    },
    [
      ['适用面积', '30–50 m²', 'Room size', '30–50 m²'],
      ['颗粒物 CADR', '420 m³/h', 'Particle CADR', '420 m³/h'],
      ['睡眠噪音', '26 dB', 'Sleep noise', '26 dB'],
      ['滤芯', '6–12 个月', 'Filter', '6–12 months'],
    ],
    [
      [
        'E101',
        '滤芯到期',
        'Filter is due',
        '更换滤芯后长按“滤芯”键 5 秒复位。',
        'Replace the filter, then hold the Filter key for 5 seconds to reset.',
      ],
      ['E103', '进风口堵塞', 'Air inlet is blocked', '用吸尘器清理四周进风网。', 'Vacuum the inlet mesh on all sides.'],
    ],
  ),
  product(
    'p-humidifier',
    12,
    {
      name: '无雾加湿器 H2',
      nameEn: 'Mist-free Humidifier H2',
      sku: 'HM-H2',
      category: 'home',
      price: 269,
      stock: 64,
      description: '靠蒸发加湿，不打湿桌面，也没有白粉。水箱从上面加水，睡前添一次用到天亮。',
      descriptionEn:
        'Evaporates instead of spraying: no wet table, no white dust. Fill it from the top once before bed and it lasts till morning.',
      keywords: '加湿器 干燥 卧室 humidifier dry bedroom',
    },
    [
      ['加湿量', '300 mL/h', 'Output', '300 mL/h'],
      ['水箱', '4 L', 'Tank', '4 L'],
      ['噪音', '28 dB', 'Noise', '28 dB'],
      ['滤网', '可水洗', 'Filter', 'Washable'],
    ],
    [
      [
        'E101',
        '缺水',
        'Out of water',
        '从上方加水，等 10 秒自动恢复。',
        'Fill from the top; it starts again after 10 seconds.',
      ],
      [
        'E102',
        '风扇被卡住',
        'The fan is blocked',
        '断电后取出滤网，清掉扇叶上的异物。',
        'Unplug, take out the filter and clear the fan.',
      ],
    ],
  ),
  product(
    'p-dehumidifier',
    12,
    {
      name: '静音除湿机 D12',
      nameEn: 'Dehumidifier D12',
      sku: 'HM-D12',
      category: 'home',
      price: 1399,
      stock: 9,
      description: '回南天和地下室的那股潮气，一天能收走 12 升水。水箱满了自己停，也能接管直排。',
      descriptionEn:
        'Takes up to 12 litres a day out of a damp room or basement. Stops by itself when full, or drains through a hose.',
      keywords: '除湿机 抽湿机 回南天 潮湿 地下室 dehumidifier damp basement',
    },
    [
      ['除湿量', '12 L/天', 'Capacity', '12 L per day'],
      ['适用面积', '20–40 m²', 'Room size', '20–40 m²'],
      ['水箱', '3.2 L', 'Tank', '3.2 L'],
      ['噪音', '38 dB', 'Noise', '38 dB'],
    ],
    [
      ['E101', '水箱已满', 'Tank is full', '倒掉水，把水箱推到底。', 'Empty the tank and push it all the way in.'],
      [
        'E104',
        '室温过低，正在除霜',
        'Too cold, defrosting',
        '室温 5 ℃ 以上使用，除霜约 10 分钟后自动恢复。',
        'Use it above 5 °C; it resumes after about 10 minutes of defrosting.',
      ],
    ],
  ),
  product(
    'p-fan',
    12,
    {
      name: '空气循环扇 F6',
      nameEn: 'Air Circulator F6',
      sku: 'HM-F6',
      category: 'home',
      price: 329,
      stock: 73,
      description: '把空调的冷气送到房间另一头。直流电机，最低档一晚不到一分钱电。',
      descriptionEn: 'Carries cool air to the far end of the room. A DC motor that costs next to nothing overnight.',
      keywords: '风扇 循环扇 电风扇 夏天 fan circulator summer',
    },
    [
      ['风程', '12 m', 'Reach', '12 m'],
      ['摇头', '上下 90° 左右 80°', 'Swing', '90° up and down, 80° sideways'],
      ['噪音', '24–52 dB', 'Noise', '24–52 dB'],
      ['功率', '26 W', 'Power', '26 W'],
    ],
    [
      [
        'E101',
        '扇叶被卡住',
        'The blades are blocked',
        '断电，拆下前网清理，再装好。',
        'Unplug, take off the front grille, clear it and put it back.',
      ],
    ],
  ),
  product(
    'p-lamp',
    12,
    {
      name: '护眼台灯 L4',
      nameEn: 'Desk Lamp L4',
      sku: 'HM-L4',
      category: 'home',
      price: 259,
      stock: 47,
      description: '书桌照得又匀又不刺眼，孩子写作业、大人看书都合适。坐下自动亮，走开自动灭。',
      descriptionEn:
        'Even light without glare, for homework and for reading. It comes on when you sit down and goes off when you leave.',
      keywords: '台灯 护眼 学习 阅读 灯 书桌 lamp light desk reading',
    },
    [
      ['照度', '国 AA 级', 'Illuminance', 'Grade AA'],
      ['显色', 'Ra 97', 'Colour rendering', 'Ra 97'],
      ['色温', '2700–5000 K', 'Colour temperature', '2700–5000 K'],
      ['功率', '14 W', 'Power', '14 W'],
    ],
    [
      [
        'E101',
        '灯头过热，自动调暗',
        'The head is too warm and dims itself',
        '移开盖住灯头的东西，关灯 10 分钟。',
        'Uncover the head and switch it off for 10 minutes.',
      ],
    ],
  ),
]
