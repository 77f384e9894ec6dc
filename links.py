import re,glob,sys,html,collections,os,json
G=json.load(open('/tmp/judge-graph.json'))
U={n['url']:n for n in G['nodes'] if n['url']}
out=collections.defaultdict(list)
for p in sorted(glob.glob('/tmp/judge-out/65*/[bcr]*.html')):
    code=p.split('/')[-2]
    if len(code)<9: continue
    s=open(p).read()
    for m in re.finditer(r'<span class="words">(.*?)</span><a class="permalink" href="#([^"]+)"',s,re.S):
        w=m.group(1)
        # tokens
        parts=re.split(r'(<a class="[^"]*" href="[^"]+"[^>]*>.*?</a>)',w)
        plain=[re.sub('<[^>]+>','',x) for x in parts]
        for i,x in enumerate(parts):
            mm=re.match(r'<a class="([^"]*)" href="([^"]+)"',x)
            if not mm: continue
            u=os.path.normpath(os.path.join(code,mm.group(2).split('#')[0]))
            t=U.get(u); 
            b=html.unescape(''.join(plain[:i]))[-8:].replace('\n',' '); a=html.unescape(''.join(plain[i+1:]))[:8].replace('\n',' ')
            out[(mm.group(1),code=='653121102',code,b,html.unescape(plain[i]),a,(t['name'] if t else u))].append(os.path.basename(p)[:-5]+'/'+m.group(2))
# group by (four, text,target)
mode=sys.argv[1]
k=collections.defaultdict(list)
for (cl,ocr,code,b,t,a,tn),v in out.items():
    if (mode=='ocr')!=ocr: continue
    k[(cl,code,t,tn)].append((b,a,v))
print(len(out), sum(len(v) for v in out.values()))
for key in sorted(k):
    print('#',*key,'(%d)'%sum(len(v) for _,_,v in k[key]))
    if len(sys.argv)>2:
        print('  ','  '.join(b+'[]'+a+('' if True else '') for b,a,v in sorted(k[key])))
import pickle;pickle.dump(dict(out),open('/tmp/links.pkl','wb'))
