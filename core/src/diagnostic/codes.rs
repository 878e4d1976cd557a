//! The registry of codes: each has a page that tells an author what it means and what to do.

/// A code and its page.
#[derive(Clone, Copy, Debug)]
pub struct CodeInfo {
    /// The stable code, such as `T1001`.
    pub code: &'static str,
    /// The page in Markdown: a title in both languages, then Indonesian, then English. Empty without the feature `pages`.
    pub page: &'static str,
}

macro_rules! pages {
    ($($code:literal),* $(,)?) => {
        &[$(CodeInfo { code: $code, page: page!($code) }),*]
    };
}

#[rustfmt::skip] // Each line holds the codes of one decade, so that two changes seldom meet.
const CODES: &[CodeInfo] = pages![
    "T0001", "T0002", "T0003", "T0004", "T0005", "T0006", "T0007", "T0008", "T0009",
    "T0010", "T0011", "T0012", "T0013", "T0014", "T0015", "T0016", "T0017",
    "T0020", "T0021", "T0022", "T0023", "T0024",
    "T0030", "T0031", "T0033",
    "T0040", "T0041", "T0042", "T0043", "T0044", "T0045", "T0046", "T0047", "T0048", "T0049",
    "T0060", "T0061", "T0062",
    "T0070", "T0071", "T0072", "T0073",
    "T1001", "T1002", "T1003", "T1004", "T1005", "T1006", "T1007", "T1008", "T1009",
    "T1010", "T1011", "T1012", "T1013", "T1014", "T1015", "T1016", "T1017", "T1018", "T1019",
    "T1020", "T1021", "T1022", "T1023", "T1024", "T1025", "T1026", "T1027", "T1028", "T1029",
    "T1030", "T1031", "T1032", "T1034", "T1035",
    "T1040", "T1041", "T1042", "T1043", "T1044", "T1045", "T1046",
    "T1060",
    "T1101", "T1102", "T1103", "T1104", "T1105", "T1106", "T1107", "T1108", "T1109",
    "T1110", "T1111",
    "T1201", "T1202", "T1203", "T1204", "T1205", "T1206", "T1207", "T1208",
    "T1210", "T1211", "T1212", "T1213", "T1214", "T1215", "T1217", "T1218", "T1219",
    "T1220", "T1221", "T1222", "T1223", "T1224", "T1225", "T1226", "T1227",
    "T1301", "T1302", "T1303", "T1304", "T1305", "T1306", "T1307", "T1308",
    "T1310", "T1311", "T1312", "T1313", "T1314", "T1315", "T1316", "T1317",
    "T1401", "T1402", "T1403", "T1404", "T1405", "T1406", "T1407", "T1408",
    "T1410",
    "T1501", "T1502", "T1503", "T1505", "T1506",
    "T1601", "T1602", "T1603", "T1604", "T1605", "T1606", "T1607", "T1608", "T1609",
    "T1610", "T1611", "T1612", "T1613",
    "T1701", "T1702", "T1703", "T1704", "T1705", "T1706", "T1707", "T1708", "T1709",
    "T1801", "T1802", "T1803", "T1804", "T1805", "T1806",
    "T2001", "T2002", "T2003", "T2004", "T2005", "T2006", "T2007", "T2008", "T2009",
    "T2010",
    "T2101", "T2102", "T2103", "T2104", "T2105", "T2106", "T2107", "T2108", "T2109",
    "T2110", "T2111", "T2112",
    "T3001", "T3002", "T3003", "T3004", "T3005", "T3006", "T3007", "T3008", "T3009",
    "T3010", "T3011", "T3012", "T3013", "T3014", "T3015", "T3016", "T3017", "T3018", "T3019",
    "T3020", "T3021", "T3022", "T3023", "T3024", "T3025", "T3026", "T3027", "T3028",
    "T3030", "T3031", "T3032", "T3033", "T3034", "T3035", "T3036", "T3038",
    "T3040", "T3041", "T3042", "T3043", "T3044",
    "T4001", "T4002", "T4003", "T4004", "T4005", "T4006", "T4007", "T4008", "T4009",
    "T4010", "T4011", "T4012", "T4013", "T4014",
    "T4020", "T4021", "T4022", "T4023",
    "T4040", "T4041", "T4042",
];

/// Every code, in order.
#[must_use]
pub fn codes() -> &'static [CodeInfo] {
    CODES
}

/// The code and its page, or `None` where there is no such code.
#[must_use]
pub fn code_info(code: &str) -> Option<&'static CodeInfo> {
    CODES.iter().find(|info| info.code.eq_ignore_ascii_case(code))
}
