"""Which public law is the National Defense Authorization Act of which fiscal year.

Public facts (Congress.gov). They let ``FY2026 NDAA`` and ``P.L. 119-60`` name the same act when a
document states only one of the two, and let a message name the law that is missing.
"""

from __future__ import annotations

NDAA = "NDAA"

NDAA_LAWS: dict[int, str] = {
    1998: "105-85",
    1999: "105-261",
    2000: "106-65",
    2001: "106-398",
    2002: "107-107",
    2003: "107-314",
    2004: "108-136",
    2005: "108-375",
    2006: "109-163",
    2007: "109-364",
    2008: "110-181",
    2009: "110-417",
    2010: "111-84",
    2011: "111-383",
    2012: "112-81",
    2013: "112-239",
    2014: "113-66",
    2015: "113-291",
    2016: "114-92",
    2017: "114-328",
    2018: "115-91",
    2019: "115-232",
    2020: "116-92",
    2021: "116-283",
    2022: "117-81",
    2023: "117-263",
    2024: "118-31",
    2025: "118-159",
    2026: "119-60",
}
NDAA_YEARS: dict[str, int] = {law: year for year, law in NDAA_LAWS.items()}

# The people (and, for 2025, the programme) some of these acts are named after.
NDAA_HONORIFICS: dict[str, int] = {
    "floyd d. spence": 2001,
    "spence": 2001,
    "bob stump": 2003,
    "stump": 2003,
    "ronald w. reagan": 2005,
    "reagan": 2005,
    "john warner": 2007,
    "warner": 2007,
    "duncan hunter": 2009,
    "ike skelton": 2011,
    "skelton": 2011,
    "carl levin": 2015,
    "mckeon": 2015,
    "john s. mccain": 2019,
    "john mccain": 2019,
    "mccain": 2019,
    "william m. (mac) thornberry": 2021,
    "mac thornberry": 2021,
    "thornberry": 2021,
    "james m. inhofe": 2023,
    "jim inhofe": 2023,
    "inhofe": 2023,
    "servicemember quality of life improvement and": 2025,
}


def full_year(digits: str) -> int:
    """``26`` is 2026, ``98`` is 1998, four digits are themselves."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= 60 else 2000)
