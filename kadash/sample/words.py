"""The sample's words in both dialects: English as key, Chinese as value; one to one."""

from __future__ import annotations

from typing import Literal

Dialect = Literal["en", "zh"]

REGIONS = {
    "East": "华东", "South": "华南", "North": "华北", "Central": "华中", "Southwest": "西南", "Northeast": "东北",
}
INDUSTRIES = {
    "Machine building": "机械制造", "Switchgear": "成套开关", "Energy": "能源电力", "Rail": "轨道交通",
    "Building services": "楼宇机电", "Automotive": "汽车", "Food and beverage": "食品饮料", "Water treatment": "水处理",
    "Electrical wholesale": "电气批发", "Hospitals": "医院",
}
OWNERS = {
    "Alice Zhou": "周雅丽", "Ben Carter": "柏凯文", "Clara Lin": "林克兰", "David Sun": "孙大伟", "Emma Xu": "徐艾敏",
    "Frank Gao": "高方", "Grace Tang": "唐雨晴", "Henry Luo": "罗亨", "Iris Ma": "马依然", "Jack Deng": "邓杰",
    "Karen He": "何凯伦", "Leo Feng": "冯立",
}
CLASSES = {"A": "A类", "B": "B类", "C": "C类"}
ACCOUNT_STATUS = {"Active": "正常", "Inactive": "停用"}
LINE_STATUS = {"Completed": "已完成", "Open": "执行中", "Returned": "退货", "Cancelled": "已取消"}
YES_NO = {"Yes": "是", "No": "否"}

# The codes of the data contract, and the words an export uses for them. Intake's dictionary of values must know
# both columns: the code is the English word in lower case with _ for blanks.
EVENT_KINDS = {
    "Complaint": "投诉", "Support": "支持", "Advice": "咨询", "Training": "培训", "Joint project": "联合项目",
    "Visit": "拜访", "Other": "其他",
}
SEVERITIES = {"Severe": "严重", "Normal": "一般"}
OUTCOMES = {"Won": "赢单", "Lost": "丢单", "Open": "进行中"}
CONTRACT_KINDS = {"Supply": "供货", "Frame": "框架", "Exclusive": "独家", "Data link": "数据对接"}
DRIVERS = {
    "Tangibles": "有形性", "Reliability": "可靠性", "Responsiveness": "反应性", "Assurance": "保障性",
    "Empathy": "移情性", "Quality": "质量", "Value": "价值感知", "Satisfaction": "满意",
}

COMPETITORS = {
    "Volta": "伏特电器", "Brightline": "明线电气", "Norden": "诺登", "Kestrel": "红隼", "Local maker": "本地小厂",
}
SUBJECTS = {
    "Damaged on arrival": "到货破损", "Wrong item delivered": "发错货", "Late delivery": "延迟交货",
    "Wrong invoice": "发票有误",
    "Question on wiring": "接线咨询", "Replacement part": "备件更换", "Setting of drive parameters": "变频器参数设置",
    "Choice of breaker": "断路器选型", "Energy saving study": "节能方案", "Panel layout review": "柜体布局评审",
    "Training of fitters": "安装工培训", "Safety training": "安全培训", "Joint development": "联合开发",
    "Stock planning together": "共同备货计划", "Visit by sales": "销售拜访", "Yearly review": "年度回顾",
    "Other request": "其他事项",
}
RESPONDENTS = {
    "Purchasing": "采购", "Maintenance": "设备维护", "Engineering": "工程", "Management": "管理层", "Warehouse": "仓库",
}
