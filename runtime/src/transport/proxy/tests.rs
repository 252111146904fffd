//! Which proxy a request goes through.

use super::*;

#[track_caller]
fn check(list: &str, covered: &[&str], not_covered: &[&str]) {
    let bypass = Bypass::parse(list);
    let covers = |host: &str| {
        let uri: Uri = format!("https://{host}").parse().expect("it is a host");
        bypass.covers(uri.host().expect("it has one"), uri.port_u16().unwrap_or(443))
    };
    for host in covered {
        assert!(covers(host), "{list} covers {host}");
    }
    for host in not_covered {
        assert!(!covers(host), "{list} does not cover {host}");
    }
}

#[test]
fn names_cover_what_is_below_them() {
    for list in ["aliyuncs.com", ".aliyuncs.com", "*.aliyuncs.com", " other.org ,ALIYUNCS.com"] {
        check(
            list,
            &["aliyuncs.com", "ecs.aliyuncs.com", "Ecs.AliyunCS.com"],
            &["notaliyuncs.com", "aliyuncs.com.evil.org"],
        );
    }
    check("localhost", &["localhost", "localhost:8080"], &["127.0.0.1"]);
    check("example.com:8443", &["example.com:8443"], &["example.com"]);
}

#[test]
fn addresses_and_networks_cover_addresses() {
    check("10.0.0.1", &["10.0.0.1", "10.0.0.1:99"], &["10.0.0.2"]);
    check("10.0.0.1:99", &["10.0.0.1:99"], &["10.0.0.1"]);
    check("10.0.0.0/8", &["10.1.2.3"], &["11.0.0.1", "ten.example.com"]);
    check("100.100.100.200/32", &["100.100.100.200"], &["100.100.100.201"]);
    check("0.0.0.0/0", &["8.8.8.8"], &["[::1]", "example.com"]);
    check("fd00::/8 ::1", &["[fd12::1]", "[::1]"], &["[fe80::1]", "1.2.3.4"]);
}

#[test]
fn a_star_covers_all_and_nonsense_nothing() {
    check("*", &["example.com", "10.0.0.1"], &[]);
    check("", &[], &["example.com"]);
    check("10.0.0.0/33,/8,:80,example.com:port,.", &[], &["10.0.0.1", "example.com"]);
}

fn of(variables: &[(&str, &str)], uri: &str) -> Option<String> {
    let variable =
        |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    let proxies = Proxies::from_variables(variable);
    assert_eq!(proxies.unusable, None, "the variables are addresses");
    proxies.of(&uri.parse().expect("it is a URI")).map(|proxy| proxy.address().to_owned())
}

#[test]
fn the_environment_names_a_proxy_for_tls() {
    let proxy = Some("http://proxy:3128".to_owned());
    assert_eq!(of(&[("HTTPS_PROXY", "http://proxy:3128/")], "https://ecs.aliyuncs.com"), proxy);
    assert_eq!(of(&[("https_proxy", "proxy:3128")], "https://ecs.aliyuncs.com"), proxy);
    assert_eq!(of(&[("ALL_PROXY", "proxy:3128")], "https://ecs.aliyuncs.com"), proxy);
    assert_eq!(of(&[("ALL_PROXY", "other:1"), ("HTTPS_PROXY", "proxy:3128")], "https://a.com"), proxy);
    assert_eq!(of(&[("HTTPS_PROXY", " ")], "https://ecs.aliyuncs.com"), None);
}

#[test]
fn the_environment_names_none_for_plain_text() {
    let all = [("HTTP_PROXY", "proxy:1"), ("HTTPS_PROXY", "proxy:2"), ("ALL_PROXY", "proxy:3")];
    assert_eq!(of(&all, "http://ecs.aliyuncs.com"), None);
    let given = Proxies::all("proxy:1").expect("it is an address");
    assert!(given.of(&Uri::from_static("http://ecs.aliyuncs.com")).is_some(), "one that was given is taken");
}

#[test]
fn what_the_machine_alone_can_reach_is_never_asked_through_a_proxy() {
    let proxies = Proxies::all("http://proxy:3128").expect("it is an address");
    for (uri, is_proxied) in [
        ("http://100.100.100.200/latest/meta-data/ram/security-credentials/", false),
        ("http://169.254.169.254/", false),
        ("http://[fe80::1]:8080/", false),
        ("http://127.0.0.1:8080/credentials", false),
        ("https://localhost/", false),
        ("http://[::1]/", false),
        ("http://10.0.0.1/", true),
        ("http://100.100.100.20/", true),
        ("https://ecs.aliyuncs.com/", true),
    ] {
        assert_eq!(proxies.of(&uri.parse().expect("an address")).is_some(), is_proxied, "{uri}");
    }
}

#[test]
fn an_empty_variable_hides_none_in_small_letters() {
    let variables = [("HTTPS_PROXY", ""), ("https_proxy", "http://proxy:3128")];
    assert_eq!(of(&variables, "https://ecs.aliyuncs.com"), Some("http://proxy:3128".to_owned()));
}

#[test]
fn hosts_are_left_out() {
    let variables = [("HTTPS_PROXY", "proxy:1"), ("no_proxy", "aliyuncs.com, 10.0.0.0/8")];
    assert_eq!(of(&variables, "https://ecs.aliyuncs.com"), None);
    assert_eq!(of(&variables, "https://10.1.1.1:8443"), None);
    assert!(of(&variables, "https://example.com").is_some());
}

#[test]
fn a_password_is_sent_and_not_shown() {
    let proxies = Proxies::all("http://user:p@ss@proxy:1").expect("it is an address");
    let proxy = proxies.of(&Uri::from_static("https://a.com")).map(Proxy::address);
    assert_eq!(proxy, Some("http://user:p@ss@proxy:1"));
    assert!(!format!("{proxies:?}").contains("ss@"), "{proxies:?}");
    for bad in ["socks5://user:hunter2@proxy:1", "http://user:hunter2@", "http://proxy/path?hunter2"] {
        let error = Proxies::all(bad).expect_err("it is no address");
        assert!(error.is_setup() && !format!("{error:?}").contains("hunter2"), "{error:?}");
    }
}

#[test]
fn a_variable_that_is_no_address_stops_what_would_go_through_its_proxy() {
    let variable = |name: &str| match name {
        "HTTPS_PROXY" => Some("socks5://user:hunter2@proxy:1080".to_owned()),
        "NO_PROXY" => Some("aliyuncs.com".to_owned()),
        _ => None,
    };
    let proxies = Proxies::from_variables(variable);
    let check = |uri: &str| proxies.check(&uri.parse().expect("it is a URI"));
    for uri in ["http://example.com", "https://sts.aliyuncs.com", "https://127.0.0.1:8443"] {
        assert!(check(uri).is_ok(), "{uri}");
    }
    let error = check("https://example.com").expect_err("there is no such proxy");
    assert!(error.is_setup() && !format!("{error:?}").contains("hunter2"), "{error:?}");
}
